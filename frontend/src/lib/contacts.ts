// The address book of the device; where it cannot be asked, addresses are pasted.
export const contactsWork = (): boolean => false;
export const pickAddresses = async (): Promise<string[]> => [];
