import { Controller, Get, Header, Param } from '@nestjs/common';
import { Public } from '@app/http';
import { NotFound } from '@app/kernel';
import { brandOfArea } from './brand.js';

@Public()
@Controller('assets/brand')
export class BrandController {
  @Get(':file')
  @Header('Content-Type', 'text/css; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=300')
  colours(@Param('file') file: string): string {
    const code = /^([a-z0-9-]{1,60})[.]css$/.exec(file)?.[1];
    if (code === undefined) throw new NotFound();
    return brandOfArea(code);
  }
}
