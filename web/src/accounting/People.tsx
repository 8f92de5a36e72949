import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { SignInFields } from './RegisterPage';

interface Fields {
  name: string;
  contact: string;
  user: string;
  password: string;
  again: string;
}

/** A company outside the market names one more person, such as the second person who reviews its months. */
export function People() {
  const { t } = useText();
  const command = useCommand();
  const [form] = Form.useForm<Fields>();
  const [open, setOpen] = useState(false);
  const required = { required: true, whitespace: true, message: t('form.required') };
  const send = async ({ again: _, ...fields }: Fields) => {
    if (await command.send('POST', '/registrations/colleagues', fields)) form.resetFields();
  };
  return (
    <Section title={t('acc.people')}>
      <p className="muted">{t('acc.people.help')}</p>
      {open ? (
        <Form<Fields>
          form={form}
          className="acc-register"
          layout="vertical"
          requiredMark={false}
          onFinish={fields => void send(fields)}
        >
          <div className="acc-register-pair">
            <Form.Item name="name" label={t('acc.people.name')} rules={[required]}>
              <Input maxLength={40} autoComplete="off" />
            </Form.Item>
            <Form.Item name="contact" label={t('acc.register.contact')} rules={[required]}>
              <Input maxLength={160} autoComplete="off" />
            </Form.Item>
          </div>
          <SignInFields />
          <Button type="primary" htmlType="submit" loading={command.sending}>
            {t('acc.people.add')}
          </Button>
        </Form>
      ) : (
        <Button onClick={() => setOpen(true)}>{t('acc.people.add')}</Button>
      )}
      <Outcome command={command} />
    </Section>
  );
}
