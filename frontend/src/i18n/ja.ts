// 日本語。
import type { Words } from '.';
import { people } from './ja.people';

export const ja: Words = {
  language: '日本語',
  locale: 'ja-JP',
  people,
};
