import { Link, useRouteError } from 'react-router';
import { useText } from '../i18n/text';
import { Nothing } from '../shared/states';

/** No such page, or a page that failed to draw. */
export function Lost() {
  const error = useRouteError();
  const { t } = useText();
  return (
    <div className="page">
      <Nothing title={t(error ? 'lost.failed' : 'lost.title')}>
        {error ? (
          <button type="button" className="why" onClick={() => location.reload()}>
            {t('state.again')}
          </button>
        ) : (
          <Link to="/">{t('lost.home')}</Link>
        )}
      </Nothing>
    </div>
  );
}
