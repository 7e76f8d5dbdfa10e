// The one container: a column or a row with gaps, padding and a tonal layer from the scale.
import { type ReactNode, createContext } from 'react';
import { type FlexStyle, View } from 'react-native';
import { type Radius, type Space, type Surface, radius, space, useTheme } from './theme';

/** Whether the box around places what is in it: a button then leaves its own place to the box. */
export const Placed = createContext(false);

export interface BoxProps {
  children?: ReactNode;
  row?: boolean;
  wrap?: boolean;
  gap?: Space;
  pad?: Space;
  padX?: Space;
  padY?: Space;
  grow?: boolean;
  align?: FlexStyle['alignItems'];
  justify?: FlexStyle['justifyContent'];
  surface?: Surface | 'ember' | 'emberSoft' | 'badSoft' | 'glass';
  round?: Radius;
  /** `form` for things to fill in, `page` for things to read, `read` for a conversation. */
  width?: 'form' | 'page' | 'read' | 'full';
  clip?: boolean;
  role?:
    | 'list'
    | 'listitem'
    | 'status'
    | 'alert'
    | 'main'
    | 'navigation'
    | 'group'
    | 'log'
    | 'timer'
    | 'form'
    | 'article';
  label?: string;
  live?: 'polite' | 'assertive';
  testID?: string;
}

const WIDTHS = { form: 420, page: 680, read: 860, full: undefined } as const;

export function Box(props: BoxProps) {
  const { colour } = useTheme();
  return (
    <View
      role={props.role}
      aria-label={props.label}
      aria-live={props.live}
      testID={props.testID}
      style={{
        flexDirection: props.row ? 'row' : 'column',
        flexWrap: props.wrap ? 'wrap' : 'nowrap',
        alignItems: props.align ?? (props.row ? 'center' : 'stretch'),
        justifyContent: props.justify,
        gap: space[props.gap ?? 'none'],
        paddingHorizontal: space[props.padX ?? props.pad ?? 'none'],
        paddingVertical: space[props.padY ?? props.pad ?? 'none'],
        borderRadius: radius[props.round ?? 'none'],
        backgroundColor: paint(props.surface, colour),
        overflow: props.clip ? 'hidden' : undefined,
        ...(props.grow && { flex: 1, minWidth: 0, minHeight: 0 }),
        ...(props.width && { width: '100%', maxWidth: WIDTHS[props.width], alignSelf: 'center' }),
      }}
    >
      <Placed value={!!props.row || props.align !== undefined}>{props.children}</Placed>
    </View>
  );
}

export const Row = (props: Omit<BoxProps, 'row'>) => <Box row {...props} />;

function paint(
  surface: BoxProps['surface'],
  colour: ReturnType<typeof useTheme>['colour'],
): string | undefined {
  switch (surface) {
    case undefined:
      return undefined;
    case 'ember':
    case 'emberSoft':
    case 'badSoft':
    case 'glass':
      return colour[surface];
    default:
      return colour.surface[surface];
  }
}
