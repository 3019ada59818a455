package link

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"

	"github.com/gorilla/websocket"
	api "github.com/slack-go/slack"
)

// reason says in a few words why a connection could not be made or did not last. It never holds an address: that of a
// connection is a secret.
func reason(err error) string {
	var status api.StatusCodeError
	var limited *api.RateLimitedError
	var closed *websocket.CloseError
	var dns *net.DNSError
	var timed net.Error
	switch {
	case err == nil:
		return "no sign of life from Slack"
	case Code(err) != "":
		return "Slack says " + Code(err)
	case errors.As(err, &status):
		return fmt.Sprintf("HTTP status %d", status.Code)
	case errors.As(err, &limited):
		return "too many connections were opened in a short time"
	case errors.Is(err, websocket.ErrBadHandshake):
		return "the WebSocket was refused"
	case errors.As(err, &closed):
		return fmt.Sprintf("the WebSocket was closed with code %d", closed.Code)
	case errors.As(err, &dns):
		return "the name of Slack's server could not be looked up"
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timed) && timed.Timeout():
		return "no answer in time"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "nothing takes connections at that address"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.ENETDOWN):
		return "the network is not there"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection was cut"
	case isTLS(err):
		return "no secure connection could be made; is there a proxy in between, or is the clock wrong?"
	case garbled(err):
		return "the answer is not Slack's"
	}
	return fmt.Sprintf("an unknown kind of failure (%T)", Bare(err))
}

// isTLS tells whether the two sides could not agree on a secure connection.
func isTLS(err error) bool {
	var verify *tls.CertificateVerificationError
	var header tls.RecordHeaderError
	var alert tls.AlertError
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	return errors.As(err, &verify) || errors.As(err, &header) || errors.As(err, &alert) || errors.As(err, &authority) ||
		errors.As(err, &host) || errors.As(err, &invalid)
}

// garbled tells whether something could not be read as the JSON that it should be. slack-go keeps a connection then.
func garbled(err error) bool {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	return errors.As(err, &syntax) || errors.As(err, &kind)
}
