// English: coming in, going out, and oneself.
export const people = {
  welcome: {
    title: 'Something is on, two streets away.',
    lead: 'Open the map, see what your friends are up to, say you are coming, and meet.',
    signUp: 'Join Tomoda',
    signIn: 'I have an account',
    adults: 'For people of 18 and over.',
  },
};
