package fakeslack

import (
	"context"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// args are the arguments of a call: JSON values, where text that came in a form is a JSON string.
type args map[string]json.RawMessage

// parseArgs reads a form or a JSON body. It returns an error code when it cannot.
func parseArgs(r *http.Request, body []byte) (args, string) {
	a := args{}
	a.addForm(r.URL.Query())
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil && len(body) > 0 {
		return a, "invalid_post_type"
	}
	switch kind {
	case "application/json":
		var in map[string]json.RawMessage
		if len(body) > 0 && json.Unmarshal(body, &in) != nil {
			return a, "invalid_json"
		}
		for k, v := range in {
			a[k] = v
		}
	case "application/x-www-form-urlencoded", "":
		form, err := url.ParseQuery(string(body))
		if err != nil {
			return a, "invalid_form_data"
		}
		a.addForm(form)
	default:
		return a, "invalid_post_type"
	}
	return a, ""
}

func (a args) addForm(form url.Values) {
	for k, v := range form {
		if b, err := json.Marshal(v[0]); err == nil {
			a[k] = b
		}
	}
}

// str is an argument as text.
func (a args) str(key string) string {
	var s string
	if json.Unmarshal(a[key], &s) == nil {
		return s
	}
	if isSet(a[key]) {
		return string(a[key])
	}
	return ""
}

// raw is an argument that is JSON itself, also when it came as text. It is nil when missing.
func (a args) raw(key string) json.RawMessage {
	if !isSet(a[key]) {
		return nil
	}
	var s string
	if json.Unmarshal(a[key], &s) != nil {
		return a[key]
	}
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}

func (a args) flag(key string, missing bool) bool {
	if !isSet(a[key]) {
		return missing
	}
	v, err := strconv.ParseBool(a.str(key))
	return err == nil && v
}

func (a args) number(key string, missing int) int {
	if v, err := strconv.Atoi(a.str(key)); err == nil {
		return v
	}
	return missing
}

func (a args) flat() map[string]string {
	out := make(map[string]string, len(a))
	for k := range a {
		out[k] = a.str(k)
	}
	return out
}

// spoil plays the visible part of a fault, and says whether the answer is spoilt by it.
func (f Fault) spoil(w http.ResponseWriter, answer object) bool {
	switch {
	case f.cut:
		cutAnswer(w, answer, f.after)
	case f.status != 0:
		http.Error(w, "upstream connect error", f.status)
	case f.html:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!DOCTYPE html><html><head><title>Slack</title></head><body>We are doing some maintenance.</body></html>")
	case f.retryAfter > 0:
		w.Header().Set("Retry-After", strconv.Itoa(f.retryAfter))
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"ok":false,"error":"ratelimited"}`)
	case f.garbage:
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = io.WriteString(w, `{"ok":true,"channel":`)
	default:
		return false
	}
	return true
}

// cutAnswer ends the connection, in the middle of the answer or before it.
func cutAnswer(w http.ResponseWriter, answer object, half bool) {
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		return
	}
	raw, rw, err := hijacker.Hijack()
	if err != nil {
		return
	}
	if half {
		if b, err := json.Marshal(answer); err == nil {
			_, _ = rw.WriteString("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + strconv.Itoa(len(b)) + "\r\n\r\n")
			_, _ = rw.Write(b[:len(b)/2])
			_ = rw.Flush()
		}
	}
	_ = raw.Close()
}

// sleep waits, but not longer than the call does.
func sleep(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}
