// 日本語:繰り返し、もう一度開催、ページのそのほかの内容。
import type { repeating as english } from './en.repeating';
import { plural } from './plural';

const days = ['月', '火', '水', '木', '金', '土', '日'];
const units: Record<string, [string, string]> = {
  daily: ['毎日', '日ごと'],
  weekly: ['毎週', '週間ごと'],
  monthly: ['毎月', 'か月ごと'],
};

export const repeating: typeof english = {
  repeat: '繰り返しますか?',
  repeats: { no: 'しない', daily: '毎日', weekly: '毎週', monthly: '毎月' },
  every: '間隔',
  everyOf: (frequency, every) => {
    const [one, many] = units[frequency] ?? ['', ''];
    return every === 1 ? one : `${every}${many}`;
  },
  weekdays: '曜日',
  weekday: (day) => `${days[day - 1] ?? ''}曜日`,
  weekdayShort: (day) => days[day - 1] ?? '',
  until: '最終日(任意)',
  untilHint: '空欄なら1年間。日程は5週間先まで表示されます。',
  untilWrong: '初回より後、1年以内にしてください。',
  series: (rule, on, until) => `${rule}${on && ` ${on}`}、${until}まで`,
  nth: (number) => `第${number}回`,
  onItsOwn: 'この回だけ変更されています。',
  dates: 'すべての日程',
  datesLead: '参加者とルームは回ごとに別です。',
  datesNone: 'これからの日程はありません。',
  scope: 'どの回ですか?',
  scopes: { this: 'この回だけ', following: 'この回以降', all: 'これからのすべて' },
  scopeLead: '個別に変更した回はそのままです。',
  copy: 'もう一度開催',
  copyLead: '同じ内容を別の日時で作ります。参加者は引き継がれません。公開するまでは下書きです。',
  copyMake: '下書きを作る',
  tags: 'タグ',
  tagsHint: '5つまで、「,」で区切ってください:ベジタリアン, 初心者歓迎',
  tagsWrong: 'タグは5つまで、それぞれ30文字以内です。',
  tag: (tag) => `#${tag}`,
  tagFind: (tag) => `#${tag}のイベントを探す`,
  kept: '終了後の保存期間',
  keptFor: { '1': '1日', '7': '1週間', '30': '1か月', '180': '半年' },
  keptDays: plural('ja', { other: '#日' }),
  keptHint: 'その後、ページ、ルーム、参加者はすべて削除されます。短くすることだけできます。',
  deletedAt: (day) => `${day}に、ページ、ルーム、参加者、回答のすべてが削除されます。`,
  overlap: 'その時間には、ほかに参加予定があります',
  overlapWith: (title, time) => `${title}(${time})`,
  overlapMore: plural('ja', { other: 'ほか#件' }),
  gains: (who) => `新たに見える人:${who}`,
  loses: (who) => `見えなくなる人:${who}`,
  sightAsked: '見える人を調べています…',
  onlookers: (who, mine, friends) =>
    ({
      everybody: '近くの全員',
      address: 'アドレスを知る人',
      friends: `${mine ? '自分の友だち' : '主催者の友だち'}${friends > 0 ? `${friends}人` : ''}`,
    })[who] ?? who,
  seenBy: (who) => `見られる人:${who}`,
  sightOf: (visibility, mine, host) =>
    ({
      unlisted: 'リンクを知っている人',
      friends: mine ? '自分の友だち' : `${host}さんの友だち`,
      invite_only: '招待された人',
    })[visibility] ?? '',
  sightSure: plural('ja', { other: '返事をした人と招待された人(#人)には、いずれにしても見えます。' }),
  exportGuests: '参加者リストをファイルに保存',
  more: 'その他',
  parts: { who: '参加者と人数', time: '日時と開催条件', more: 'くわしい内容' },
};
