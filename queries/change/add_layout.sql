insert into layout (fingerprint, name, rules, made_at, made_by) values ($fingerprint, $layout_name, $rules, $made_at, $made_by)
