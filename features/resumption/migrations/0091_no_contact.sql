-- Nobody's name and number belong to the list of enterprises: the application gives the hotline of the enterprise, a person stands in the roster alone.
alter table resumption_enterprises drop column contact_sealed;
