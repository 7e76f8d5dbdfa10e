// A conversation of any length: only the rows near the screen are drawn. It stays at its end while one reads there,
// and what one reads stays put while others come in, grow or are measured for the first time.
import { type KeyboardEvent, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { IconButton } from './Button';
import type { LogProps } from './logProps';
import { space } from './theme';
import { Heights, rowAt, spanAround } from './windowing';

const NEAR = 80; // px from the end count as the end
const LEAST_REACH = 900;

/** Messages are one stop for the Tab key; the arrows go from one to the next. */
function arrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step) return;
  const all = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[aria-haspopup="dialog"]'));
  const next = all[all.indexOf(event.target as HTMLElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

const rowsOf = (block: HTMLElement): HTMLElement[] => Array.from(block.children) as HTMLElement[];

/** The row at the top of what is seen, and where it stood: it is put there again whatever happens around it. */
interface Anchor {
  id: string;
  top: number;
}

export function Log<Row>(props: LogProps<Row>) {
  const { label, rows, idOf, draw, top, aim = null } = props;
  const [heights] = useState(() => new Heights());
  const [middle, setMiddle] = useState<{ id: string | null; at: number }>({ id: aim?.id ?? null, at: 0 });
  const [aimed, setAimed] = useState(aim);
  const [away, setAway] = useState(false);
  const [ended, setEnded] = useState(0);
  const [reach, setReach] = useState(LEAST_REACH);
  const scroller = useRef<HTMLDivElement>(null);
  const block = useRef<HTMLDivElement>(null);
  const anchor = useRef<Anchor | null>(null);
  const atEnd = useRef(true);
  const width = useRef(0);
  const seen = useRef('');

  const ids = useMemo(() => rows.map(idOf), [rows, idOf]);
  const index = useMemo(() => new Map(ids.map((id, at) => [id, at])), [ids]);
  if (aim !== aimed) {
    setAimed(aim);
    setMiddle({ id: aim?.id ?? null, at: 0 });
  }
  const centre = middle.id === null ? ids.length - 1 : (index.get(middle.id) ?? middle.at);
  const { from, to, above, below } = spanAround(ids, heights, centre, reach);

  const around = (id: string) => setMiddle({ id, at: index.get(id) ?? 0 });

  /** Which row is at the top of the screen, which one at its end, and whether enough is drawn around them. */
  const look = useEffectEvent(() => {
    const [view, drawn] = [scroller.current, block.current];
    if (!view || !drawn || ids.length === 0) return;
    const frame = view.getBoundingClientRect();
    let first: Anchor | null = null;
    let last = '';
    for (const row of rowsOf(drawn)) {
      const { top: upper, bottom } = row.getBoundingClientRect();
      const id = row.dataset.row ?? '';
      if (!first && bottom > frame.top) first = { id, top: upper - frame.top };
      if (bottom <= frame.bottom + 4) last = id;
    }
    const rest = view.scrollHeight - view.scrollTop - view.clientHeight;
    atEnd.current = rest < NEAR && to === ids.length && !props.onBottom;
    if (rest > NEAR * 3 || props.onBottom) setAway(true);
    else if (atEnd.current) setAway(false);
    const bounds = drawn.getBoundingClientRect();
    if (!first || bounds.bottom < frame.top || bounds.top > frame.bottom) {
      // Thrown far away by the scroll bar: what is there has never been drawn.
      const id = ids[rowAt(ids, heights, view.scrollTop)] ?? '';
      anchor.current = { id, top: 0 };
      return around(id);
    }
    anchor.current = first;
    const half = view.clientHeight / 2;
    if (
      (from > 0 && bounds.top > frame.top - half) ||
      (to < ids.length && bounds.bottom < frame.bottom + half)
    )
      around(first.id);
    if (from === 0 && view.scrollTop < view.clientHeight) props.onTop?.();
    if (to === ids.length && rest < view.clientHeight) props.onBottom?.();
    const row = rows[index.get(last) ?? -1];
    if (row !== undefined && last !== seen.current) {
      seen.current = last;
      props.onSeen?.(row);
    }
  });

  /** After anything was drawn or has grown: measure it, and put what is read where it was. */
  const settle = useEffectEvent(() => {
    const [view, drawn] = [scroller.current, block.current];
    if (!view || !drawn) return;
    if (width.current !== view.clientWidth) {
      width.current = view.clientWidth;
      heights.clear();
    }
    for (const row of rowsOf(drawn)) heights.set(row.dataset.row ?? '', row.getBoundingClientRect().height);
    if (atEnd.current) view.scrollTop = view.scrollHeight;
    else if (anchor.current) {
      const row = drawn.querySelector(`[data-row="${CSS.escape(anchor.current.id)}"]`);
      const off = row
        ? row.getBoundingClientRect().top - view.getBoundingClientRect().top - anchor.current.top
        : 0;
      if (Math.abs(off) > 0.5) view.scrollTop += off;
    }
    look();
  });

  useLayoutEffect(() => {
    if (!aim) return;
    atEnd.current = aim.id === null;
    anchor.current = aim.id === null ? null : { id: aim.id, top: (scroller.current?.clientHeight ?? 0) / 3 };
  }, [aim]);
  useLayoutEffect(() => settle(), [rows, from, to, aim, ended]);
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => {
      setReach(Math.max(LEAST_REACH, (scroller.current?.clientHeight ?? 0) * 1.25));
      settle();
    });
    for (const part of [scroller.current, block.current]) if (part) watch.observe(part);
    const view = scroller.current;
    const scrolled = () => look();
    view?.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      watch.disconnect();
      view?.removeEventListener('scroll', scrolled);
    };
  }, []);

  const end = () => {
    atEnd.current = true;
    setMiddle({ id: null, at: 0 });
    setAway(false);
    setEnded((times) => times + 1);
    props.onEnd?.();
  };
  return (
    <div style={{ position: 'relative', display: 'flex', flex: 1, minHeight: 0 }}>
      <div ref={scroller} tabIndex={-1} style={SCROLLER}>
        <div style={INSIDE}>
          {from === 0 && top}
          <div style={{ height: above, flexShrink: 0 }} />
          {/* What is new is announced on its own: otherwise one's own words, and each edit, would be read out, too. */}
          <div ref={block} role="log" aria-label={label} aria-live="off" onKeyDown={arrows}>
            {rows.slice(from, to).map((row, at) => (
              <div key={ids[from + at]} data-row={ids[from + at]} style={ROW}>
                {draw(row, from + at, from + at === to - 1)}
              </div>
            ))}
          </div>
          <div style={{ height: below, flexShrink: 0 }} />
        </div>
      </div>
      {away && (
        <div style={{ position: 'absolute', right: space.m, bottom: space.m }}>
          <IconButton kind="glass" icon="down" label={props.toEnd} onPress={end} />
        </div>
      )}
    </div>
  );
}

const SCROLLER = {
  flex: 1,
  minWidth: 0,
  overflowY: 'auto',
  overflowAnchor: 'none', // what is read is held in place here, in every browser alike
} as const;
const INSIDE = {
  boxSizing: 'border-box',
  minHeight: '100%',
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'flex-end',
  padding: space.l,
} as const;
const ROW = { display: 'flex', flexDirection: 'column', paddingBottom: 2 } as const;
