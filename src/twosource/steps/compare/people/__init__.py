"""Who it was: doers, kin, roles, homes, and in whose mouth a phrase is."""
