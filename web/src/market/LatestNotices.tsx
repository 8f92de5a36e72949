import type { Notice, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Answer, Nothing } from '../shared/states';
import { Why } from '../shared/why';

/** The newest announcements; each opens the decision it announces. */
export function LatestNotices() {
  const { t } = useText();
  const state = useApi<Page<Notice>>('/notices', { size: 9 });
  return (
    <Answer state={state} rows={9}>
      {page =>
        page.items.length === 0 ? (
          <Nothing title={t('notices.none')} />
        ) : (
          <ul className="notices">
            {page.items.map(notice => (
              <NoticeLine key={notice.id} notice={notice} />
            ))}
          </ul>
        )
      }
    </Answer>
  );
}

export function NoticeLine({ notice }: { notice: Notice }) {
  const { t, say } = useText();
  return (
    <li>
      <time className="figures" dateTime={notice.date}>
        {notice.date}
      </time>
      <span className="notice-kind">{t(`notice.${notice.kind}`)}</span>
      <Why reason={{ position: notice.position }}>{say(notice.title)}</Why>
    </li>
  );
}
