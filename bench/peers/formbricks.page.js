// Runs in the page: shows the card.
import { renderSurveyInline } from '@formbricks/surveys';
import survey from 'heard:data';

renderSurveyInline({
  survey,
  containerId: 'survey',
  brandColor: '#0B6B5B',
  isBrandingEnabled: false,
  onResponse: () => {},
});
document.body.dataset.open = 'yes';
