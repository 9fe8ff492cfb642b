"""Forms of the pages of subjects. They read and check what is typed; ``actions`` write it."""
