import { Controller, Get, Header, Headers, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Problem, problemTypes } from '@jinqiao/problem-details/problem';
import { Public } from '@jinqiao/service-runtime/auth';
import { htmlOf, page } from './markdown.js';
import { ProblemPagesStore } from './problem-pages.store.js';

const landing = page(
  'Jinqiao',
  `<h1>Jinqiao 金桥</h1>
<p>The catalogue of financial products and services that cross between Shanghai and Hong Kong.</p>
<ul>
<li><a href="/docs">Try the API</a> in the browser</li>
<li><a href="/openapi.json">The OpenAPI document</a> of all services</li>
<li><a href="/problems">Problems</a>: what each refusal means and what to do next</li>
<li><a href="/health/ready">Is the gateway ready?</a></li>
</ul>`,
);

const problemList = page(
  'Problems',
  `<h1>Problems</h1>\n<ul>\n${Object.entries(problemTypes)
    .map(([type, { status, title }]) => `<li>${status} <a href="/problems/${type}">${title}</a></li>`)
    .join('\n')}\n</ul>`,
);

@ApiExcludeController()
@Public()
@Controller()
export class PagesController {
  constructor(@Inject(ProblemPagesStore) private readonly problems: ProblemPagesStore) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  landing(): string {
    return landing;
  }

  @Get('problems')
  @Header('content-type', 'text/html; charset=utf-8')
  problemList(): string {
    return problemList;
  }

  @Get('problems/:type')
  async problem(
    @Param('type') type: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: { header(name: string, value: string): unknown },
  ): Promise<string> {
    const markdown = await this.problems.read(type);
    if (markdown === undefined) throw new Problem('not-found', 'There is no problem of this type. All are listed at /problems.');
    const asHtml = accept?.includes('text/html') ?? false;
    reply.header('content-type', asHtml ? 'text/html; charset=utf-8' : 'text/markdown; charset=utf-8');
    reply.header('vary', 'accept');
    return asHtml ? page(type, `${htmlOf(markdown)}\n<p><a href="/problems">All problems</a></p>`) : markdown;
  }
}
