import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import type { ModulesContainer } from '@nestjs/core';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { Problem } from '@jinqiao/problem-details/problem';
import type { Caller, Role } from './caller.js';
import type { VerifyToken } from './token-verifier.js';

const ROLES = 'jinqiao:roles';
const PUBLIC = 'jinqiao:public';

/** What the guard leaves on the request for `@CurrentCaller()` and `@Command()`. */
export type AuthenticatedRequest = { readonly headers: Readonly<Record<string, string | string[] | undefined>>; caller?: Caller };

/** The route is for callers whose token names at least one of these roles. */
export const Roles = (...roles: Role[]): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ROLES, roles), ApiBearerAuth('token'), ApiExtension('x-roles', roles));

/** The route is for everybody; a token is not read. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);

/** The verified caller of a route that is guarded by `@Roles`. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => callerOf(context));

/** The caller that the guard verified. */
export function callerOf(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!caller) throw new Error('A route asked for its caller without @Roles.');
  return caller;
}

/** Lets a request pass when its route is public, or when its token is valid and names one of the route's roles. */
export class AuthGuard implements CanActivate {
  constructor(private readonly verify: VerifyToken) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = accessOf(context.getClass(), context.getHandler());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const caller = await this.verify(bearerToken(request.headers['authorization']));
    if (!access?.some((role) => caller.roles.includes(role))) {
      const needed = access ?? [];
      throw new Problem(
        'role-missing',
        `This needs one of the roles ${needed.join(', ')}; your token has ${caller.roles.join(', ') || 'none'}. Ask someone who has it.`,
        {
          neededRoles: needed,
          yourRoles: caller.roles,
        },
      );
    }
    request.caller = caller;
    return true;
  }
}

/** Stops the start when a route says neither `@Roles` nor `@Public`, so that none is open by oversight. */
export function requireAccessOnEveryRoute(modules: ModulesContainer): void {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype));
  const open = controllers.flatMap((controller) => (typeof controller === 'function' ? openRoutes(controller) : []));
  if (open.length > 0) throw new Error(`These routes say neither @Roles nor @Public: ${open.join(', ')}. Decide who may call them.`);
}

function openRoutes(controller: { readonly name: string; readonly prototype: object }): string[] {
  const names = Object.getOwnPropertyNames(controller.prototype).filter((name) => name !== 'constructor');
  return names
    .filter((name) => {
      const method: unknown = Object.getOwnPropertyDescriptor(controller.prototype, name)?.value;
      return typeof method === 'function' && Reflect.hasMetadata(PATH_METADATA, method) && accessOf(controller, method) === undefined;
    })
    .map((name) => `${controller.name}.${name}`);
}

/** A method's own decorator wins over its class's. */
function accessOf(controller: object, method: object): readonly Role[] | 'public' | undefined {
  for (const target of [method, controller]) {
    if (Reflect.getMetadata(PUBLIC, target) === true) return 'public';
    const roles = Reflect.getMetadata(ROLES, target) as readonly Role[] | undefined;
    if (roles && roles.length > 0) return roles;
  }
  return undefined;
}

function bearerToken(header: string | string[] | undefined): string {
  const token = typeof header === 'string' ? /^bearer +(\S+)$/i.exec(header.trim())?.[1] : undefined;
  if (token !== undefined) return token;
  throw new Problem('token-missing', 'This needs a token. Send the header "Authorization: Bearer <token>".');
}
