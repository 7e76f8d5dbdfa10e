// A browser is known by a cookie that no script reads: there is nothing for us to send.
export const deviceSecret = async (): Promise<string | null> => null;
