// 日本語:お知らせの受け取り方。
import type { telling as english } from './en.telling';

export const telling: typeof english = {
  title: 'お知らせの受け取り方',
  inbox: {
    title: 'お知らせ',
    none: 'まだありません',
    noneLead: '友だち申請、イベントの変更、空席のご案内などがここに届きます。',
    isNew: '新着',
    more: '以前のものを表示',
  },
  quietTitle: '静かな時間',
  quiet: 'おやすみ時間',
  quietHint:
    'この間は通知音が鳴らず、届いたものは後でまとめてお知らせします。安全に関すること、予定の変更、空いた席のご案内だけは届きます。',
  from: '開始',
  until: '終了',
  previews: 'メッセージの内容を表示',
  previewsHint: 'ロック画面にも表示されます。オフのときは、誰から届いたかだけをお知らせします。',
  topicsTitle: '内容ごとの受け取り方',
  topicsLead:
    'どれを選んでも、アプリの中ではすべて見られます。スイッチはスマートフォンへの通知、まとめは朝8時に1通だけ届くメールです(何もない日は届きません)。',
  pushed: 'スマートフォンに通知します。',
  notPushed: 'スマートフォンには通知しません。',
  mail: 'メール',
  mails: { now: 'すぐに', digest: '朝のまとめで', off: '送らない' },
  mailedAlways: 'メールは必ず届きます。誰かがあなたのアカウントを使っていることに気づくためです。',
  topics: {
    account: { name: 'アカウント', about: '新しい端末でのログインや、アカウントについての運営の判断。' },
    safety: { name: '安全', about: '通報した件の結果。' },
    events: { name: '自分のイベント', about: '変更、リマインダー、主催者からのお知らせ、中止。' },
    seats: { name: '席', about: '空いた席のご案内、参加の希望や承認。' },
    calendar: { name: 'カレンダー', about: '席を確保したイベントの予定をメールで。' },
    payments: { name: '支払い', about: '領収書や返金。' },
    invitations: { name: '招待', about: '誰かに誘われたとき。' },
    friends: { name: '友だち', about: '申請や承認。' },
    messages: { name: 'メッセージ', about: 'あなた宛てのメッセージや、名前を呼ばれたとき。' },
    moments: { name: 'モーメント', about: '友だちがシェアしたもの。' },
    nearby: { name: '近くで', about: '近くで開かれる友だちのイベント。' },
    follows: { name: 'フォロー中のもの', about: 'フォロー中の主催者・場所・タグ・言葉の新着。' },
  },
};
