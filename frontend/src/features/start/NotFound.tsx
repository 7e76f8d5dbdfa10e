// An address that leads nowhere.
import { useWords } from '@/i18n/useWords';
import { Box } from '@/ui/Box';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Loaded';

export function NotFound() {
  const words = useWords().common;
  return (
    <Box grow role="main">
      <Empty icon="map" title={words.notFound} lead={words.notFoundLead}>
        <Button kind="ember" label={words.toMap} href="/" />
      </Empty>
    </Box>
  );
}
