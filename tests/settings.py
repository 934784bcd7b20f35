# SPDX-FileCopyrightText: 2026 Ledtråd contributors
# SPDX-License-Identifier: EUPL-1.2
"""The product's settings with cheap passwords and uncollected static files."""

from __future__ import annotations

from ledtrad.settings import *
from ledtrad.settings import DATA_DIR, DATABASES, EMBEDDED, STATIC_ROOT

if EMBEDDED:
    # A file, as in the product: the shared memory that Django's tests use by
    # default locks whole tables, whatever the busy timeout says.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# WhiteNoise warns of a folder that is not there, and a warning is an error here.
STATIC_ROOT.mkdir(exist_ok=True)
HTTPS = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
