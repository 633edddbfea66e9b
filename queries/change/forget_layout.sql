-- All versions of a layout, so that no older one comes back.
update layout set forgotten_at = $at where fingerprint = $fingerprint and forgotten_at is null
