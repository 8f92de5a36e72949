import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { AccountingCompany, Page } from '../api/types';
import { useText } from '../i18n/text';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame, Section } from '../shared/page';
import { Nothing } from '../shared/states';
import { useSession } from '../shell/session';
import { tonnes } from './parts';

const noFilters = [] as const;

/** 企业碳核算: the companies one may see, the way to one's own, and the check of a certificate. */
export default function AccountingPage() {
  const { t } = useText();
  const { session } = useSession();
  const own = session?.organisation;
  const keeps = ['enterprise', 'company', 'institution'].includes(session?.role ?? '');
  return (
    <PageFrame title={t('acc.title')} lead={t('acc.lead')}>
      {keeps && own && (
        <p className="acc-own">
          <Link to={`/accounting/${own.id}`}>
            <Button type="primary">{t('acc.own')}</Button>
          </Link>
        </p>
      )}
      {session && !session.signedIn && (
        <Nothing title={t('acc.signIn')}>
          <p>
            {t('acc.signIn.help')} {t('acc.register.invite')}
          </p>
          <div className="acc-buttons">
            <Link to="/sign-in">
              <Button type="primary">{t('session.signIn')}</Button>
            </Link>
            <Link to="/accounting/register">
              <Button>{t('acc.register')}</Button>
            </Link>
          </div>
        </Nothing>
      )}
      {['regulator', 'registry', 'auditor', 'city'].includes(session?.role ?? '') && (
        <p className="acc-own">
          <Link to="/accounting/registrations">{t('acc.registered')}</Link>
        </p>
      )}
      {session?.signedIn && <Companies />}
      <CertificateCheck />
    </PageFrame>
  );
}

function Companies() {
  const { t, say } = useText();
  const ledger = useLedger<Page<AccountingCompany>>('/accounting/companies', noFilters);
  const name = (row: AccountingCompany) => <Link to={`/accounting/${row.id}`}>{say(row.name)}</Link>;
  const figure = (value: number | null) => (value === null ? '—' : tonnes(value, 1));
  const columns: LedgerColumn<AccountingCompany>[] = [
    { key: 'name', title: t('acc.company'), lead: true, width: 300, cell: name },
    { key: 'sites', title: t('acc.sites'), number: true, sortable: true, cell: row => row.sites },
    { key: 'sources', title: t('acc.sources'), number: true, sortable: true, cell: row => row.sources },
    { key: 'issuedYear', title: t('acc.issuedYear'), number: true, sortable: true, cell: row => row.issuedYear ?? '—' },
    {
      key: 'location',
      title: `${t('acc.totalLocation')} t`,
      number: true,
      sortable: true,
      cell: row => figure(row.location),
    },
    { key: 'market', title: `${t('acc.totalMarket')} t`, number: true, sortable: true, cell: row => figure(row.market) },
  ];
  return (
    <LedgerTable<AccountingCompany, Page<AccountingCompany>>
      id="accounting-companies"
      label={t('acc.title')}
      ledger={ledger}
      columns={columns}
      rowKey={row => row.id}
      card={row => (
        <>
          <div className="card-head">
            {name(row)}
            <span className="muted">{row.issuedYear ?? ''}</span>
          </div>
          <div className="card-line muted figures">
            <span>
              {t('acc.location')} {figure(row.location)} t
            </span>
            <span>
              {t('acc.market')} {figure(row.market)} t
            </span>
          </div>
        </>
      )}
    />
  );
}

function CertificateCheck() {
  const { t } = useText();
  const go = useNavigate();
  const [number, setNumber] = useState('');
  return (
    <Section title={t('acc.certificate.check')}>
      <form
        className="acc-check"
        onSubmit={event => {
          event.preventDefault();
          if (number.trim()) void go(`/accounting/certificates/${encodeURIComponent(number.trim())}`);
        }}
      >
        <Input
          aria-label={t('acc.certificate.number')}
          placeholder={t('acc.certificate.number')}
          value={number}
          maxLength={20}
          onChange={event => setNumber(event.target.value)}
        />
        <Button htmlType="submit">{t('acc.check')}</Button>
      </form>
    </Section>
  );
}
