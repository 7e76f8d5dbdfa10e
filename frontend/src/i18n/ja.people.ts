// 日本語:参加、ログイン、自分のこと。
import type { people as english } from './en.people';

export const people: typeof english = {
  welcome: {
    title: 'すぐ近くで、何かが始まる。',
    lead: '地図を開いて、友だちの今を見つけたら「行く」とタップ。そして会おう。',
    signUp: 'Tomodaをはじめる',
    signIn: 'アカウントをお持ちの方',
    adults: '18歳以上の方が利用できます。',
  },
};
