import { Button, Form, Input, Select } from 'antd';
import { useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { newIdempotencyKey, problemOf, write } from '../api/client';
import type { Receipt, RegistrationChoices } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { useSending } from '../shared/useSending';
import { useSession } from '../shell/session';
import { isCreditCode } from './creditCode';

interface Fields {
  nameZh: string;
  nameEn?: string;
  creditCode: string;
  sector?: string;
  city: string;
  contactName: string;
  contact: string;
  user: string;
  password: string;
  again: string;
}

/** A company outside the market registers itself, and is signed in. */
export default function RegisterPage() {
  const { t, say } = useText();
  const { signIn } = useSession();
  const navigate = useNavigate();
  const choices = useApi<RegistrationChoices>('/registrations/choices');
  const { problem, sending, send } = useSending();
  // One key for one company: sending again after a broken connection cannot register it twice.
  const key = useRef<{ code: string; key: string } | null>(null);
  const required = { required: true, whitespace: true, message: t('form.required') };
  // Said as a check of its own: "required" would put an attribute on the list that it may not have.
  const chosen = {
    validator: (_: unknown, value: string | undefined) =>
      value ? Promise.resolve() : Promise.reject(new Error(t('form.required'))),
  };
  const register = async ({ again: _, ...fields }: Fields) => {
    const code = fields.creditCode.trim().toUpperCase();
    if (key.current?.code !== code) key.current = { code, key: newIdempotencyKey() };
    try {
      const receipt = await write<Receipt>('POST', '/registrations', fields, key.current.key);
      await signIn({ user: fields.user, password: fields.password });
      await navigate(`/accounting/${receipt.id}?tab=setup`);
    } catch (error) {
      if (!problemOf(error).code.startsWith('http.')) key.current = null;
      throw error;
    }
  };
  const options = (of: RegistrationChoices['cities'] | undefined) =>
    of?.map(one => ({ value: one.code, label: say(one.name) })) ?? [];
  return (
    <PageFrame
      title={t('acc.register')}
      lead={t('acc.register.lead')}
      back={{ to: '/accounting', label: t('acc.title') }}
    >
      <Form<Fields>
        className="acc-register"
        layout="vertical"
        requiredMark={false}
        onFinish={fields => void send(() => register(fields))}
      >
        <fieldset>
          <legend>{t('acc.register.company')}</legend>
          <Form.Item name="nameZh" label={t('acc.nameZh')} rules={[required]}>
            <Input maxLength={100} autoComplete="organization" />
          </Form.Item>
          <Form.Item name="nameEn" label={t('acc.register.nameEn')}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name="creditCode"
            label={t('acc.register.code')}
            extra={t('acc.register.code.help')}
            validateTrigger="onBlur"
            rules={[
              required,
              {
                validator: (_, value: string | undefined) =>
                  !value || isCreditCode(value.trim().toUpperCase())
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('acc.register.code.wrong'))),
              },
            ]}
          >
            <Input maxLength={20} autoComplete="off" className="figures" />
          </Form.Item>
          <div className="acc-register-pair">
            <Form.Item name="city" label={t('acc.register.city')} rules={[chosen]}>
              <Select options={options(choices.data?.cities)} loading={choices.loading} />
            </Form.Item>
            <Form.Item name="sector" label={t('acc.register.sector')}>
              <Select allowClear options={options(choices.data?.sectors)} loading={choices.loading} />
            </Form.Item>
          </div>
        </fieldset>
        <fieldset>
          <legend>{t('acc.register.person')}</legend>
          <div className="acc-register-pair">
            <Form.Item name="contactName" label={t('acc.register.contactName')} rules={[required]}>
              <Input maxLength={40} autoComplete="name" />
            </Form.Item>
            <ContactField />
          </div>
          <SignInFields />
        </fieldset>
        {problem && <RefusalPanel problem={problem} title={t('acc.register.refused')} />}
        <Button type="primary" htmlType="submit" loading={sending}>
          {t('acc.register.send')}
        </Button>
        <p className="muted acc-register-note">
          {t('acc.register.note')} <Link to="/sign-in">{t('session.signIn')}</Link>
        </p>
      </Form>
    </PageFrame>
  );
}

/** Where somebody can be reached. */
export function ContactField() {
  const { t } = useText();
  return (
    <Form.Item
      name="contact"
      label={t('acc.register.contact')}
      extra={t('acc.register.contact.help')}
      rules={[{ required: true, whitespace: true, message: t('form.required') }]}
    >
      <Input maxLength={160} autoComplete="email" />
    </Form.Item>
  );
}

/** User name, password, and the password again. */
export function SignInFields() {
  const { t } = useText();
  const required = { required: true, message: t('form.required') };
  return (
    <>
      <Form.Item
        name="user"
        label={t('session.user')}
        extra={t('acc.register.user.help')}
        validateTrigger="onBlur"
        rules={[required, { pattern: /^[a-z][a-z0-9._-]{2,31}$/, message: t('acc.register.user.help') }]}
      >
        <Input maxLength={32} autoComplete="username" autoCapitalize="none" />
      </Form.Item>
      <div className="acc-register-pair">
        <Form.Item
          name="password"
          label={t('session.password')}
          extra={t('acc.register.password.help')}
          validateTrigger="onBlur"
          rules={[required, { min: 10, message: t('acc.register.password.help') }]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('acc.register.again')}
          dependencies={['password']}
          validateTrigger="onBlur"
          rules={[
            required,
            ({ getFieldValue }) => ({
              validator: (_, value: string | undefined) =>
                !value || value === getFieldValue('password')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('acc.register.again.wrong'))),
            }),
          ]}
        >
          <Input.Password maxLength={200} autoComplete="new-password" />
        </Form.Item>
      </div>
    </>
  );
}
