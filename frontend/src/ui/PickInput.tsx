// A date or a time; where the system has no field for it, it is written.
export { TextInput as PickInput } from 'react-native';
