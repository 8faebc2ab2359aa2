"""Backstage: candidates ask, the people who do the job answer."""
