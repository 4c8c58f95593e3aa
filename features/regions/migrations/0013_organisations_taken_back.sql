-- An organisation that only an import knew goes again when the import is taken back whole; one that anybody touched, stays.
grant delete on organisations, organisation_names to sanzao_app;
