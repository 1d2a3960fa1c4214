import { Body, Controller, Get, Headers, HttpCode, Inject, Injectable, Module, Param, Post, Put, Query } from '@nestjs/common';
import { Problem } from '@jinqiao/problem-details/problem';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import { CurrentCaller, Public, Roles } from '../src/auth.js';
import type { Caller } from '../src/caller.js';
import { Command, Commands } from '../src/commands.js';
import type { Answer, CommandContext } from '../src/commands.js';
import { expectedRevision } from '../src/if-match.js';
import { migrateService, serviceDatabaseUrl } from '../src/migrate.js';
import type { ServiceDefinition } from '../src/service-definition.js';
import { idempotencyTables } from '../src/tables.js';

const Note = z.strictObject({ text: z.string().min(1).max(100), fails: z.boolean().optional() }).meta({ id: 'Note' });
type Note = z.infer<typeof Note>;
const NoteId = z.object({ id: z.uuid() });
const Paging = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(20) });

/** The smallest service that has everything: a table with row-level security, commands, reads and an open door. */
@Injectable()
class Notes {
  constructor(@Inject(Commands) private readonly commands: Commands) {}

  write(command: CommandContext, note: Note): Promise<Answer> {
    const { institutionId = '' } = command.caller;
    return this.commands.run(command, { institutionId }, async (sql) => {
      const [row] = await sql('INSERT INTO note (institution_id, text) VALUES ($1, $2) RETURNING id', [institutionId, note.text]);
      if (note.fails) throw new Problem('nothing-to-change', 'This note is made to fail.');
      return {
        status: 201,
        body: { id: row?.['id'], text: note.text },
        etag: '1',
        consistencyToken: `note:${String(row?.['id'])}@1`,
        location: '/v1/notes/1',
      };
    });
  }
}

@Controller('v1/notes')
class NotesController {
  constructor(@Inject(Notes) private readonly notes: Notes) {}

  @Roles('maker')
  @Post()
  write(@Command() command: CommandContext, @Body({ schema: Note }) note: Note): Promise<Answer> {
    return this.notes.write(command, note);
  }

  @Roles('maker', 'checker')
  @Put(':id')
  change(@Command() command: CommandContext, @Param({ schema: NoteId }) { id }: { id: string }, @Headers('if-match') ifMatch?: string) {
    return { id, revision: expectedRevision(ifMatch), key: command.idempotencyKey };
  }

  @Roles('checker', 'operator')
  @Get()
  list(@CurrentCaller() caller: Caller, @Query({ schema: Paging }) { limit }: { limit: number }) {
    return { caller, limit };
  }

  @Public()
  @HttpCode(202)
  @Post('open')
  open(@Body() body: unknown) {
    return { body };
  }

  @Public()
  @Get('broken')
  broken(): never {
    throw new Error('the password is hunter2');
  }
}

@Module({ controllers: [NotesController], providers: [Notes] })
export class NotesModule {}

export const notes: ServiceDefinition = { name: 'products', module: NotesModule };

export class CreateNotes1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE note (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), institution_id uuid NOT NULL, text text NOT NULL);
      ALTER TABLE note ENABLE ROW LEVEL SECURITY;
      ALTER TABLE note FORCE ROW LEVEL SECURITY;
      CREATE POLICY note_institution ON note USING (institution_id::text = current_setting('app.institution', true));
      ${idempotencyTables}`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Notes are never taken away.'));
  }
}

/** Migrates a scratch database and answers the environment of the service on it. */
export async function notesEnvironment(databaseUrl: string, issuer: { issuer: string; jwksUrl: string }) {
  const env = {
    DATABASE_URL: databaseUrl,
    SERVICE_DATABASE_URL: serviceDatabaseUrl(databaseUrl, 'products', 'secret'),
    TOKEN_ISSUER: issuer.issuer,
    TOKEN_JWKS_URL: issuer.jwksUrl,
    PUBLIC_URL: 'http://gate',
    LOG_LEVEL: 'silent',
  };
  await migrateService({ name: 'products', migrations: [CreateNotes1700000000000] }, env);
  return env;
}
