// 日本語: 会った人からのひとこと。
import type { kindness as english } from './en.kindness';

export const kindness: typeof english = {
  title: 'ひとこと',
  noPromise: '実際に会った人からのお礼のことばです。身元や安全を保証するものではありません。',
  kinds: {
    good_company: '一緒にいて楽しい',
    welcoming: '温かく迎えてくれた',
    thoughtful: '気配りがある',
    kept_word: '約束を守ってくれた',
  },
  between: '・',
  quoted: (words) => `「${words}」`,
  month: (month) =>
    new Date(`${month}-15T12:00:00Z`).toLocaleDateString('ja-JP', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }),
  at: (title) => `「${title}」で一緒でした`,
  write: 'ひとことを書く',
  change: '書いたひとこと',
  about: (name) => `${name}さんへのひとこと`,
  lead: (name) =>
    `まず${name}さんだけが読み、公開するかどうかを決めます。結果は通知されません。公開されると、あなたの名前と、会ったことが表示されます。`,
  what: 'よかったところ',
  words: 'あなたのことば(任意)',
  wordsHint: '困ったことがあった場合は、報告してください。',
  send: '送る',
  takeBack: '取り消す',
  whomIMet: '会った人',
  whomIMetLead: 'お礼のひとことを送れます。まず本人だけが読み、公開するかどうかを決めます。',
  none: 'まだありません',
  noneLead: 'イベントのあと、会った人がひとことを書けます。最初に読むのはあなたです。',
  rules:
    'ここに届いたものは、あなただけに表示されます。公開したものはプロフィールに載り、見られる人はプロフィールの設定で選べます。非公開や辞退は相手に通知されません。',
  waiting: 'あなただけが読んだもの',
  aboutMe: 'あなたへ',
  byMe: 'あなたから',
  byMeLead: '相手が公開するかどうかは、通知されません。',
  answers: { shown: 'プロフィールに載せる', hidden: '自分だけで読む', declined: '辞退する' },
  states: { shown: '公開中', hidden: '自分だけ' },
};
