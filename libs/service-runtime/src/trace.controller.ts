import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { Roles } from './auth.js';
import type { SubjectTrace } from './subject-trace.js';
import { SUBJECT_TRACE } from './tokens.js';

const Subject = z.uuid().toLowerCase();

/** `/internal/trace/{subject}`: the way of an aggregate's events through this service, for the operations service. */
@ApiExcludeController()
@Controller('internal/trace')
export class TraceController {
  constructor(@Inject(SUBJECT_TRACE) private readonly read: (subject: string) => Promise<SubjectTrace>) {}

  @Roles('operator')
  @Get(':subject')
  trace(@Param('subject', { schema: Subject }) subject: string): Promise<SubjectTrace> {
    return this.read(subject);
  }
}
