// Reads a basemap archive by ranges; from a server that knows none (the bundler's), it is read once as a whole.
import { FetchSource, type RangeResponse, type Source } from 'pmtiles';

export class Archive implements Source {
  private readonly ranges: FetchSource;
  private whole: Promise<ArrayBuffer> | null = null;

  constructor(private readonly url: string) {
    this.ranges = new FetchSource(url);
  }

  getKey = (): string => this.url;

  async getBytes(
    offset: number,
    length: number,
    signal?: AbortSignal,
    etag?: string,
  ): Promise<RangeResponse> {
    if (!this.whole && !(await this.knowsRanges()))
      this.whole = fetch(this.url).then((answer) => answer.arrayBuffer());
    if (this.whole) return { data: (await this.whole).slice(offset, offset + length) };
    return this.ranges.getBytes(offset, length, signal, etag);
  }

  private asked: Promise<boolean> | null = null;
  private knowsRanges(): Promise<boolean> {
    this.asked ??= fetch(this.url, { headers: { Range: 'bytes=0-15' } }).then(async (answer) => {
      await answer.body?.cancel();
      return answer.status === 206;
    });
    return this.asked;
  }
}
