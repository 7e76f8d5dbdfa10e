// While somebody works on the app, a saved screen or sentence changes in the open page. What everything stands on
// (stores, contexts, the session) cannot: evaluated a second time it would be there twice, and a page that follows the
// old one draws itself for ever. Such a module says `module.hot?.accept(reload)`: the page is loaded again.
import { DevSettings } from 'react-native';

export const reload = (): void => DevSettings.reload();
