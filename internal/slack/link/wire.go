package link

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// moderate sees to it that every answer "too many requests" says how long to wait, in whole seconds and within reason, as
// slack-go reads it. What stands between here and Slack may leave that out, give a date, or ask for years.
type moderate struct{ next http.RoundTripper }

// RoundTrip passes everything on.
func (c moderate) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.next.RoundTrip(r)
	if err == nil && resp.StatusCode == http.StatusTooManyRequests {
		wait := waitFor(resp.Header.Get("Retry-After"), time.Now())
		resp.Header.Set("Retry-After", strconv.Itoa(int(wait/time.Second)))
	}
	return resp, err
}

// waitFor reads a Retry-After: seconds or a date (RFC 9110, section 10.2.3).
func waitFor(header string, now time.Time) time.Duration {
	header = strings.TrimSpace(header)
	if date, err := http.ParseTime(header); err == nil {
		return within(min(date.Sub(now), quietMost) + time.Second - 1)
	}
	n, err := strconv.ParseInt(header, 10, 64)
	if err != nil {
		return quietLeast
	}
	return within(time.Duration(min(max(n, 0), int64(quietMost/time.Second))) * time.Second)
}

// within is a wait that Slack asks for, within reason.
func within(wait time.Duration) time.Duration { return min(max(wait, quietLeast), quietMost) }
