// Japanese: following a host, a place, a tag, or what one looks for; and what becomes of what too many find.
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
  brake: '予想より多くの人が集まっていますか?',
  brakeWanted: (wanted, seats) =>
    seats === null
      ? `${wanted}人が参加を希望し、多くの人がページを見ています。`
      : `席は${seats}、参加を希望する人は${wanted}人です。`,
  brakeLead:
    '答えるまで、新しい人には見えません。地図に出ず、リンクからも開けません。返事をした人には、これまでどおり見えます。',
  brakeOpen: 'もう一度、全員に公開する',
  brakeOpenLink: 'もう一度、リンクを知る人に公開する',
  brakeStay: '公開しないままにする',
  unfollow: (name) => `${name}のフォローをやめる`,
};
