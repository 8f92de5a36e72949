-- The baseline of the ledger benchmark: double entry as a careful PL/pgSQL programmer would write it. One call posts a
-- batch in order; a transfer that is not covered is left out and counted.
create table account (
    id bigint primary key,
    debits bigint not null default 0,
    credits bigint not null default 0,
    check (credits >= debits)
);

create table transfer (
    id bigint generated always as identity primary key,
    debit_account bigint not null references account,
    credit_account bigint not null references account,
    amount bigint not null check (amount > 0)
);

create function post_transfers(debit bigint[], credit bigint[], amounts bigint[]) returns int
language plpgsql as $$
declare
    refused int := 0;
begin
    for i in 1 .. array_length(debit, 1) loop
        update account set debits = debits + amounts[i]
            where id = debit[i] and credits - debits >= amounts[i];
        if not found then
            refused := refused + 1;
            continue;
        end if;
        update account set credits = credits + amounts[i] where id = credit[i];
        if not found then
            raise exception 'there is no account %', credit[i];
        end if;
        insert into transfer (debit_account, credit_account, amount) values (debit[i], credit[i], amounts[i]);
    end loop;
    return refused;
end $$;
