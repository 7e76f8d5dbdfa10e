// Japanese: following a host, a place, a tag, or what one looks for.
import type { following as en } from './en.following';

export const following: typeof en = {
  follow: 'フォローする',
  followOf: (of) => `フォローする: ${of}`,
  following: 'フォロー中',
  followingOf: (of) => `フォロー中: ${of}(やめる)`,
  more: '似たイベントをフォロー',
  moreLead: 'フォロー中の新着は、朝にお知らせへ届きます。何をフォローしているかは、ほかの人には見えません。',
  by: (name) => `${name}さんのイベント`,
  at: (place) => `${place}のイベント`,
  thisPlace: 'この場所',
  hereTitle: '地図のこの範囲をフォロー',
  hereName: 'なんと呼びますか?',
  hereHint: 'ここの新着を朝にお知らせします。',
  here: 'このあたり',
  kindHere: (kind) => `このあたりの${kind}`,
  title: 'フォロー中のもの',
  lead: '朝に新着をお知らせします。開始の早い順に最大8件、それぞれ一度だけです。何をフォローしているかは、ほかの人には見えません。',
  none: 'まだ何もフォローしていません',
  noneLead: 'イベントや検索、見ている地図から、主催者・場所・タグをフォローできます。',
  how: 'お知らせの受け取り方',
  host: '主催者',
  words: (words) => `「${words}」`,
  within: (metres, locale) =>
    metres < 1000
      ? `${metres}m以内`
      : `${(metres / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })}km以内`,
  unfollow: (name) => `${name}のフォローをやめる`,
};
