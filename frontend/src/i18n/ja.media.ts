// 日本語:写真、ボイスメッセージ、プロフィール・グループ・イベントの画像。
import type { media as english } from './en.media';
import { plural } from './plural';

export const media: typeof english = {
  attach: '写真を添付',
  dropHere: 'ここに写真をドロップ',
  chosen: '送信する写真',
  alt: (n) => `写真${n}の説明(見えない人のために)`,
  sending: 'アップロード中',
  failed: 'アップロードできませんでした。',
  again: (n) => `写真${n}をもう一度送る`,
  remove: (n) => `写真${n}を外す`,
  noneTaken: '写真はJPEG・PNG・WebP・GIF・HEIC・AVIF、10枚までです。',
  photo: '写真',
  photos: plural('ja', { other: '写真#枚' }),
  voice: 'ボイスメッセージ',
  checking: '確認中です',
  refused: '使用できないファイルでした',
  gone: '表示できなくなりました',
  enlarge: (what) => `${what}:拡大`,
  close: '閉じる',
  next: '次の写真',
  previous: '前の写真',
  count: (at, most) => `${at} / ${most}`,
  play: 'ボイスメッセージを再生',
  pause: '一時停止',
  length: (minutes, seconds) => `${minutes}:${seconds}`,
};
