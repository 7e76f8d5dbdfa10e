// Of a series: only this one, this and those after it, or all that are still to come.
import { useWords } from '@/i18n/useWords';
import type { Scope } from '../lifeData';
import { OneOf } from './OneOf';

const SCOPES: Scope[] = ['this', 'following', 'all'];

export function WhichOnes({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const say = useWords().repeating;
  return <OneOf label={say.scope} options={SCOPES} words={say.scopes} value={scope} onChange={onChange} />;
}
