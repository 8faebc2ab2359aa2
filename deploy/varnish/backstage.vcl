# Varnish 7 (Debian's package) in front of Backstage.
#
# The site decides what may be kept: a page is stored only if the site calls it public and
# sets no cookie with it. Change the host and the addresses below to yours; all else may stay.
# `make try-varnish` tries this very file, and docs/run-it.md says what it saw.
vcl 4.1;

import std;

backend site {
    .host = "127.0.0.1";
    .port = "8000";
    .connect_timeout = 2s;
    .first_byte_timeout = 30s;
    .probe = {
        .request =
            "GET /health/ HTTP/1.1"
            "Host: careers.example.com"
            "Connection: close";
        .interval = 5s;
        .timeout = 2s;
        .window = 5;
        .threshold = 3;
        .initial = 3;
    }
}

# Where the site's processes run: they alone may say what is no longer true.
acl site_processes {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    unset req.http.X-Kept;
    # Port and case name no other site.
    set req.http.X-Site = regsub(std.tolower(req.http.Host), ":[0-9]+$", "");

    if (req.method == "PURGE") {
        # What came through the proxy that ends TLS is a visitor's, whatever its address.
        if (client.ip !~ site_processes || req.http.X-Forwarded-Proto) {
            return (synth(405, "Not allowed"));
        }
        if (req.url == "/*") {
            if (!std.ban("obj.http.X-Site == " + req.http.X-Site)) {
                return (synth(500, std.ban_error()));
            }
            return (synth(200, "Everything is forgotten"));
        }
        return (purge);
    }

    if ((req.method != "GET" && req.method != "HEAD") || req.http.Authorization) {
        return (pass);
    }
    # Over plain HTTP the site only redirects; its redirect is no answer over HTTPS.
    if (req.http.X-Forwarded-Proto != "https") {
        return (pass);
    }
    # What is somebody's own, is counted, or must be asked of the site itself.
    if (req.url ~ "^/(admin|c|demo|health)/"
        || req.url ~ "^/[a-z]{2}(-[a-z]+)?/(accounts|my|_util)/"
        || req.url ~ "^/[a-z]{2}(-[a-z]+)?/questions/ask/"
        || req.url ~ "^/[a-z]{2}(-[a-z]+)?/offers/[0-9]+/go/"
        || req.url ~ "^/([a-z]{2}(-[a-z]+)?/meetings|api/backstage/v1)/films/[^?]*(\.mp4|[?&]key=)") {
        return (pass);
    }

    # The same page, whichever way a reader came; scripts read the address of the browser.
    if (req.url ~ "[?&](via|utm_[a-z]+|gclid|fbclid)=") {
        set req.url = regsuball(req.url, "([?&])(via|utm_[a-z]+|gclid|fbclid)=[^&]*", "\1");
        set req.url = regsuball(req.url, "&&+", "&");
        set req.url = regsub(req.url, "\?&", "?");
        set req.url = regsub(req.url, "[?&]$", "");
    }
    # Pages that look at no cookie. Other pages keep theirs: Wagtail may restrict one, and
    # then needs the cookie, and forbids that its answer be kept.
    if (req.url ~ "^/(api/backstage|static|media)/" || req.url ~ "^/(robots\.txt|sitemap)"
        || req.url ~ "^/[a-z]{2}(-[a-z]+)?/(questions|experts|meetings|offers)/") {
        unset req.http.Cookie;
    }

    # A page that ran out is shown for some seconds while it is asked for again; for a day
    # where the site is down. What was purged or banned is never shown again.
    if (req.restarts > 0 || !std.healthy(req.backend_hint)) {
        set req.grace = 24h;
    } else {
        set req.grace = 10s;
    }
    set req.http.X-Kept = "may be";
    return (hash);
}

sub vcl_hash {
    hash_data(req.url);
    hash_data(req.http.X-Site);
    return (lookup);
}

sub vcl_backend_fetch {
    unset bereq.http.X-Site;
    unset bereq.http.X-Kept;
}

sub vcl_backend_response {
    if (beresp.status >= 500) {
        if (bereq.is_bgfetch) {
            return (abandon);  # keep what we have
        }
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
    if (bereq.uncacheable || beresp.ttl <= 0s
        || beresp.http.Cache-Control !~ "(^|[ ,])public([ ,]|$)"
        || beresp.http.Cache-Control ~ "(?i)private|no-store|no-cache"
        || beresp.http.Set-Cookie
        || beresp.http.Vary ~ "(?i)cookie|\*") {
        set beresp.uncacheable = true;
        set beresp.ttl = 120s;  # whoever asks next need not wait for whoever asks now
        return (deliver);
    }
    set beresp.http.X-Site = regsub(std.tolower(bereq.http.Host), ":[0-9]+$", "");
    set beresp.grace = 24h;
    if (beresp.http.Content-Type ~ "(?i)^(text/|application/(.*json|.*xml|javascript))") {
        set beresp.do_gzip = true;
    }
    return (deliver);
}

sub vcl_backend_error {
    if (bereq.is_bgfetch) {
        return (abandon);
    }
}

sub vcl_deliver {
    unset resp.http.X-Site;
    if (resp.status >= 500 && req.restarts == 0 && req.http.X-Kept) {
        return (restart);  # is there a page from before?
    }
    if (obj.uncacheable) {
        set resp.http.X-Cache = "pass";
    } else if (obj.hits == 0) {
        set resp.http.X-Cache = "miss";
    } else if (obj.ttl < 0s) {
        set resp.http.X-Cache = "stale";
    } else {
        set resp.http.X-Cache = "hit";
    }
}
