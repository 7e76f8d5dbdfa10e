// The pictures of the kit, by what they mean. Decoration only, unless they are given a label.
import { View } from 'react-native';
import Utensils from 'lucide-react-native/icons/utensils';
import Wine from 'lucide-react-native/icons/wine';
import Coffee from 'lucide-react-native/icons/coffee';
import Dumbbell from 'lucide-react-native/icons/dumbbell';
import Trees from 'lucide-react-native/icons/trees';
import Dices from 'lucide-react-native/icons/dices';
import Music from 'lucide-react-native/icons/music';
import Palette from 'lucide-react-native/icons/palette';
import BookOpen from 'lucide-react-native/icons/book-open';
import Sparkles from 'lucide-react-native/icons/sparkles';
import ArrowLeft from 'lucide-react-native/icons/arrow-left';
import BellOff from 'lucide-react-native/icons/bell-off';
import Bell from 'lucide-react-native/icons/bell';
import Calendar from 'lucide-react-native/icons/calendar';
import AtSign from 'lucide-react-native/icons/at-sign';
import Ban from 'lucide-react-native/icons/ban';
import Check from 'lucide-react-native/icons/check';
import ChevronDown from 'lucide-react-native/icons/chevron-down';
import ChevronLeft from 'lucide-react-native/icons/chevron-left';
import ChevronRight from 'lucide-react-native/icons/chevron-right';
import ChevronUp from 'lucide-react-native/icons/chevron-up';
import CircleAlert from 'lucide-react-native/icons/circle-alert';
import CircleUser from 'lucide-react-native/icons/circle-user';
import Clock from 'lucide-react-native/icons/clock';
import Copy from 'lucide-react-native/icons/copy';
import Crosshair from 'lucide-react-native/icons/crosshair';
import Ellipsis from 'lucide-react-native/icons/ellipsis';
import Flag from 'lucide-react-native/icons/flag';
import Ghost from 'lucide-react-native/icons/ghost';
import Globe from 'lucide-react-native/icons/globe';
import Hourglass from 'lucide-react-native/icons/hourglass';
import House from 'lucide-react-native/icons/house';
import List from 'lucide-react-native/icons/list';
import Lock from 'lucide-react-native/icons/lock';
import LogOut from 'lucide-react-native/icons/log-out';
import Mail from 'lucide-react-native/icons/mail';
import MapIcon from 'lucide-react-native/icons/map';
import MapPin from 'lucide-react-native/icons/map-pin';
import MessageCircle from 'lucide-react-native/icons/message-circle';
import Minus from 'lucide-react-native/icons/minus';
import Monitor from 'lucide-react-native/icons/monitor';
import Moon from 'lucide-react-native/icons/moon';
import Pencil from 'lucide-react-native/icons/pencil';
import Pin from 'lucide-react-native/icons/pin';
import PinOff from 'lucide-react-native/icons/pin-off';
import Plus from 'lucide-react-native/icons/plus';
import Reply from 'lucide-react-native/icons/reply';
import RotateCw from 'lucide-react-native/icons/rotate-cw';
import Search from 'lucide-react-native/icons/search';
import Send from 'lucide-react-native/icons/send';
import Settings from 'lucide-react-native/icons/settings';
import Share2 from 'lucide-react-native/icons/share-2';
import SlidersHorizontal from 'lucide-react-native/icons/sliders-horizontal';
import Smartphone from 'lucide-react-native/icons/smartphone';
import Sun from 'lucide-react-native/icons/sun';
import Trash from 'lucide-react-native/icons/trash';
import Timer from 'lucide-react-native/icons/timer';
import TriangleAlert from 'lucide-react-native/icons/triangle-alert';
import UserCheck from 'lucide-react-native/icons/user-check';
import UserX from 'lucide-react-native/icons/user-x';
import Users from 'lucide-react-native/icons/users';
import WifiOff from 'lucide-react-native/icons/wifi-off';
import X from 'lucide-react-native/icons/x';
import Layers from 'lucide-react-native/icons/layers';
import Languages from 'lucide-react-native/icons/languages';
import Download from 'lucide-react-native/icons/download';
import Fingerprint from 'lucide-react-native/icons/fingerprint-pattern';
import KeyRound from 'lucide-react-native/icons/key-round';
import QrCode from 'lucide-react-native/icons/qr-code';
import ShieldCheck from 'lucide-react-native/icons/shield-check';
import Star from 'lucide-react-native/icons/star';
import UserPlus from 'lucide-react-native/icons/user-plus';
import ListChecks from 'lucide-react-native/icons/list-checks';
import CalendarPlus from 'lucide-react-native/icons/calendar-plus';
import Camera from 'lucide-react-native/icons/camera';
import Image from 'lucide-react-native/icons/image';
import ImageOff from 'lucide-react-native/icons/image-off';
import Mic from 'lucide-react-native/icons/mic';
import Pause from 'lucide-react-native/icons/pause';
import Play from 'lucide-react-native/icons/play';
import Heart from 'lucide-react-native/icons/heart';
import Notebook from 'lucide-react-native/icons/notebook';
import Square from 'lucide-react-native/icons/square';
import { type Ink, useTheme } from './theme';

const ICONS = {
  food: Utensils,
  drinks: Wine,
  coffee: Coffee,
  sports: Dumbbell,
  outdoors: Trees,
  games: Dices,
  music: Music,
  culture: Palette,
  study: BookOpen,
  other: Sparkles,

  back: ArrowLeft,
  bell: Bell,
  quiet: BellOff,
  calendar: Calendar,
  check: Check,
  copy: Copy,
  down: ChevronDown,
  left: ChevronLeft,
  right: ChevronRight,
  up: ChevronUp,
  alert: CircleAlert,
  me: CircleUser,
  clock: Clock,
  here: Crosshair,
  world: Globe,
  home: House,
  list: List,
  lock: Lock,
  leave: LogOut,
  mail: Mail,
  map: MapIcon,
  place: MapPin,
  wait: Hourglass,
  chat: MessageCircle,
  minus: Minus,
  desktop: Monitor,
  night: Moon,
  add: Plus,
  edit: Pencil,
  reply: Reply,
  remove: Trash,
  again: RotateCw,
  search: Search,
  filter: SlidersHorizontal,
  send: Send,
  share: Share2,
  phone: Smartphone,
  day: Sun,
  warning: TriangleAlert,
  people: Users,
  admit: UserCheck,
  refuse: UserX,
  offline: WifiOff,
  at: AtSign,
  block: Ban,
  report: Flag,
  more: Ellipsis,
  pin: Pin,
  unpin: PinOff,
  settings: Settings,
  timer: Timer,
  close: X,
  download: Download,
  passkey: Fingerprint,
  key: KeyRound,
  qr: QrCode,
  shield: ShieldCheck,
  close_friend: Star,
  befriend: UserPlus,
  lists: ListChecks,
  toCalendar: CalendarPlus,
  camera: Camera,
  photo: Image,
  noPhoto: ImageOff,
  translate: Languages,
  voice: Mic,
  pause: Pause,
  play: Play,
  stop: Square,
  like: Heart,
  journal: Notebook,
  layers: Layers,
  ghost: Ghost,
} as const;

export type IconName = keyof typeof ICONS;

export function Icon({
  name,
  size = 20,
  ink = 'normal',
  label,
}: {
  name: IconName;
  size?: 14 | 16 | 20 | 24 | 32;
  ink?: Ink;
  /** What it says to whoever cannot see it, where nothing else does. */
  label?: string;
}) {
  const { colour } = useTheme();
  const Picture = ICONS[name];
  const picture = (
    <Picture size={size} color={colour.ink[ink]} strokeWidth={size > 24 ? 1.5 : 2} aria-hidden />
  );
  if (!label) return picture;
  return (
    <View role="img" aria-label={label}>
      {picture}
    </View>
  );
}
