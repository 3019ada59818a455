// Package config reads the clinic's settings from a file, checks them whole, and reports every fault at once.
//
// It knows exactly the keys that the program uses: a key that nothing reads would be a promise that nobody keeps, so it is a
// fault. Secrets never stand in that file, and are refused there: they come from the environment or from a file of their own
// (token.go). No fault repeats a value, which could be one. edit.go changes single lines of a file that people have written,
// for "backtalk setup".
package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"

	"backtalk/internal/fault"
)

// MaxFile is the largest configuration that is read, in bytes: ten times what a clinic with many names needs, and
// little enough that a broken file is refused at once.
const MaxFile = 32 << 10

// Config is what the clinic decides about its bot. [Default] gives the one that works without a file.
type Config struct {
	Clinic        Clinic
	Knowledge     Knowledge
	Thresholds    Thresholds
	Discord       Discord
	Slack         Slack
	Spaces        []Space // by id
	Data          string  // the folder for what must survive a restart
	RequireReview bool    // withhold from clients what nobody answers for: unreviewed articles, and those past their date

	Warnings fault.Faults `json:",omitempty"` // no faults, but somebody should see them
}

// Clinic is who the bot speaks for and how to reach them. Empty fields are unknown, and the bot then says so in words
// instead of showing a made-up number or address.
type Clinic struct {
	Name         string // as sentences name it
	Unnamed      bool   `json:",omitempty"` // nobody configured the name, so it is that of the clinic that the built-in articles are from
	Phone        string // as people should read it
	ContactURL   string // https, or http on this machine
	BookingURL   string // https, or http on this machine
	BookingLabel string // what the booking link is called, at most [MaxLabel] characters
	Subjects     string // what people may ask about, as a sentence goes on with it, at most [MaxSubjects] characters

	Emergency map[string]string // numbers for emergencies, by contact name; see [ContactNames]
	Crisis    map[string]string // numbers for crises, by contact name; see [ContactNames]
}

// Contacts are the contacts to show in advice, by name, where they differ from the built-in ones. The clinic's phone
// is among them, as "clinic_phone".
func (c Clinic) Contacts() map[string]string {
	all := map[string]string{}
	maps.Copy(all, c.Emergency)
	maps.Copy(all, c.Crisis)
	if c.Phone != "" {
		all["clinic_phone"] = c.Phone
	}
	return all
}

// Knowledge is what is answered from.
type Knowledge struct {
	Folder  string // the clinic's own articles; a relative one stands beside the configuration
	Builtin *bool  // whether the built-in articles are served beside own ones; nil leaves that to the articles
}

// Thresholds are the confidences at which the bot speaks, each from 0 to 1. Nil leaves the built-in one in place.
type Thresholds struct {
	Quote   *float64 // at least this sure to quote a passage
	Clarify *float64 // at least this sure to offer questions to choose from; never above Quote
	Listen  *float64 // at least this sure to answer what was not said to the bot
}

// Default is the configuration of a bot without a file.
func Default() Config {
	return Config{Clinic: Clinic{Name: "Medical Fitness and Wellness Group in Johns Creek, Georgia", Unnamed: true}}
}

// Load reads the file at path over [Default]; an empty path is no file. The error is [fault.Faults], with every fault and
// its line. What getenv knows of a secret is told only as "is set".
func Load(path string, getenv func(string) string) (Config, error) {
	if path == "" {
		return Default(), nil
	}
	data, err := readFile(path)
	if err != nil {
		return Config{}, fault.Faults{{File: path, Message: err.Error()}}
	}
	return read(path, data, getenv)
}

// readFile reads at most MaxFile bytes.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w; give --config the path of a YAML file", withoutPath(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot be read: %w; give --config the path of a YAML file", withoutPath(err))
	case len(data) > MaxFile:
		return nil, fmt.Errorf("is larger than %d KB; a configuration is a short file, is this the right one?", MaxFile>>10)
	}
	return data, nil
}

// withoutPath drops the path that a file error repeats.
func withoutPath(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
