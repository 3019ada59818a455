package link

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"backtalk/internal/courier"
)

// refusal is an answer that is not what was asked for.
type refusal struct {
	doing  string
	status int
	code   int    // of Discord's own; 0 when it gave none
	where  string // what in the body is wrong, as Discord names it; see [faults]
}

// Error names the request, the status, the code and the faulty fields, and nothing that was sent or answered.
func (e *refusal) Error() string {
	text := fmt.Sprintf("%s: Discord answered %d", e.doing, e.status)
	if e.code != 0 {
		text += fmt.Sprintf(", code %d", e.code)
	}
	if e.where != "" {
		text += ", for " + e.where
	}
	return text
}

// Codes of refusals (topics/opcodes-and-status-codes, "JSON Error Codes").
const (
	codeUnknownMessage     = 10008
	codeUnknownInteraction = 10062
	codeAcknowledged       = 40060
	codeMissingAccess      = 50001
	codeCannotMessage      = 50007
	codeMissingPermissions = 50013
	codeArchived           = 50083
	codeNoMutualGuilds     = 50278
	CodeNoHistory          = 160002
	codeLocked             = 160005
	codeBlocked            = 200000 // by AutoMod
)

// Unwrap is the courier's word for the reason, where it has one.
func (e *refusal) Unwrap() error {
	switch {
	case e.code == codeCannotMessage, e.code == codeNoMutualGuilds:
		return courier.ErrRefused
	case e.code == codeArchived, e.code == codeLocked, e.code == codeBlocked, e.status == http.StatusForbidden:
		return courier.ErrForbidden
	case e.status == http.StatusNotFound:
		return courier.ErrGone
	case e.status == http.StatusBadRequest, e.status == http.StatusRequestEntityTooLarge:
		return courier.ErrInvalid
	}
	return nil
}

// Refused tells whether an error is a refusal with one of the codes.
func Refused(err error, codes ...int) bool {
	var r *refusal
	if !errors.As(err, &r) {
		return false
	}
	for _, c := range codes {
		if r.code == c {
			return true
		}
	}
	return false
}

// Unauthorized tells whether Discord does not know the token.
func Unauthorized(err error) bool {
	var r *refusal
	return errors.As(err, &r) && r.status == http.StatusUnauthorized
}

// unclear tells whether an error says nothing about the request itself: no answer, or one of a server in trouble.
func unclear(err error) bool {
	var r *refusal
	return !errors.As(err, &r) || r.status >= http.StatusInternalServerError
}

// wrap makes an error of ours of the library's: those hold answers, and addresses with an interaction's token in them.
func wrap(doing string, a answer, err error) error {
	e := &refusal{doing: doing, status: a.status}
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		e.code, e.where = rest.Message.Code, faults(rest.ResponseBody)
	}
	if a.status >= 300 {
		return e
	}
	if a.status >= 200 { // the answer broke off, or its headers are odd
		return fmt.Errorf("%s: Discord's answer broke off", doing)
	}
	return &broken{doing, err}
}

// Settled tells whether trying again cannot help.
func Settled(err error) bool {
	return errors.Is(err, courier.ErrGone) || errors.Is(err, courier.ErrForbidden) || errors.Is(err, courier.ErrInvalid) || Unauthorized(err)
}
