package link

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/gorilla/websocket"
)

// reason is an error as the log may have it. Errors of the network name addresses, and those of the library may hold
// what was received.
func reason(err error) string {
	var closed *websocket.CloseError
	var no *declined
	switch {
	case err == nil:
		return "none given"
	case errors.Is(err, errLeave), errors.Is(err, errMissed), errors.Is(err, errDead), errors.Is(err, errSlow), errors.Is(err, errEnded):
		return err.Error()
	case errors.As(err, &no):
		return no.Error()
	case errors.As(err, &closed):
		return fmt.Sprintf("closed with %d", closed.Code)
	case errors.Is(err, websocket.ErrBadHandshake):
		return "the gateway's answer to the handshake is malformed"
	}
	return failure(err)
}

// declined is a step on the way to a connection that was answered with an HTTP status.
type declined struct {
	step   string
	status int
}

func (e *declined) Error() string {
	return fmt.Sprintf("%s was answered with HTTP status %d", e.step, e.status)
}

// failure is the kind of failure of a request or a connection, without anybody's name or address.
func failure(err error) string {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var alert tls.AlertError
	var record tls.RecordHeaderError
	var timeout net.Error
	is := func(any ...error) bool {
		return slices.ContainsFunc(any, func(e error) bool { return errors.Is(err, e) })
	}
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return "DNS: there is no such name"
	case errors.As(err, &name):
		return "DNS: no answer"
	case errors.As(err, &certificate), errors.As(err, &authority), errors.As(err, &host), errors.As(err, &invalid):
		return "TLS: the certificate is not accepted"
	case errors.As(err, &alert), errors.As(err, &record), is(http.ErrSchemeMismatch):
		return "TLS: no agreement with the other side"
	case is(context.Canceled):
		return "it was called off"
	case is(context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "there was no answer in time"
	case is(syscall.ECONNREFUSED):
		return "the connection was refused"
	case is(syscall.EHOSTUNREACH, syscall.ENETUNREACH):
		return "the network does not reach it"
	case is(syscall.ECONNRESET, syscall.EPIPE, io.EOF, io.ErrUnexpectedEOF, net.ErrClosed):
		return "the connection broke"
	case errors.As(err, &timeout):
		return "the network"
	}
	for errors.Unwrap(err) != nil {
		err = errors.Unwrap(err)
	}
	return fmt.Sprintf("an error of kind %T", err)
}

// broken is a request that got no answer. It keeps the error for those who test for it, and tells its kind only.
type broken struct {
	doing string
	err   error
}

func (e *broken) Error() string { return e.doing + ": " + failure(e.err) }
func (e *broken) Unwrap() error { return e.err }

// faults are the places in a body that Discord calls wrong, with its own word for each, such as "[2].description:
// BASE_TYPE_BAD_LENGTH" (reference, "Error Messages"). Its sentences are left out: they may hold what was sent.
func faults(answer []byte) string {
	var tree struct {
		Errors map[string]json.RawMessage `json:"errors"`
	}
	if json.Unmarshal(answer, &tree) != nil {
		return ""
	}
	all := faultsAt("", tree.Errors)
	if len(all) > mostFaults {
		all = append(all[:mostFaults], "and more")
	}
	return strings.Join(all, "; ")
}

// How many faults of one body are told, and how long a place may be.
const (
	mostFaults  = 3
	longestPath = 200
)

func faultsAt(path string, tree map[string]json.RawMessage) []string {
	var all []string
	if len(path) > longestPath {
		return nil
	}
	for _, key := range slices.Sorted(maps.Keys(tree)) {
		if key == "_errors" {
			var wrong []struct{ Code string }
			_ = json.Unmarshal(tree[key], &wrong) // what does not fit is not told
			for _, e := range wrong {
				all = append(all, cmp.Or(path, "the whole")+": "+word(e.Code))
			}
			continue
		}
		step := "." + word(key)
		if _, err := strconv.Atoi(key); err == nil {
			step = "[" + key + "]"
		} else if path == "" {
			step = word(key)
		}
		var below map[string]json.RawMessage
		_ = json.Unmarshal(tree[key], &below)
		all = append(all, faultsAt(path+step, below)...)
	}
	return all
}

// word is a name as Discord gives fields and kinds of faults; what is none is nobody's business.
func word(s string) string {
	if len(s) > 50 || s == "" || strings.ContainsFunc(s, func(c rune) bool {
		return c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z')
	}) {
		return "?"
	}
	return s
}
