import type { ReactNode } from 'react';
import { apiUrl, type Query } from '../api/client';
import { useText } from '../i18n/text';

/** A list as a file: CSV as the API names its columns, or a workbook in the language of the page. */
export function FileLink(props: { path: string; query?: Query; format: 'csv' | 'xlsx'; children?: ReactNode }) {
  const { path, query = {}, format, children = format === 'csv' ? 'CSV' : 'xlsx' } = props;
  const { language } = useText();
  return (
    <a href={apiUrl(path, { ...query, format, ...(format === 'xlsx' ? { language } : {}) })} download>
      {children}
    </a>
  );
}
