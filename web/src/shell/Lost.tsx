import { Link, useRouteError } from 'react-router';
import { useText } from '../i18n/text';
import { NotFetched, useLineBack } from '../shared/later';
import { Nothing } from '../shared/states';

const again = () => location.reload();

/** No such page, or a page that could not be fetched or failed to draw. One that was not fetched comes with the line. */
export function Lost() {
  const error = useRouteError();
  const { t } = useText();
  const missing = error instanceof NotFetched;
  useLineBack(missing, again);
  return (
    <div className="page">
      <Nothing title={t(missing ? 'lost.page' : error ? 'lost.failed' : 'lost.title')}>
        {error ? (
          <button type="button" className="why" onClick={again}>
            {t('state.again')}
          </button>
        ) : (
          <Link to="/">{t('lost.home')}</Link>
        )}
      </Nothing>
    </div>
  );
}
