package config

import (
	"encoding/json"
	"errors"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/fault"
	words "backtalk/internal/text"
)

var update = flag.Bool("update", false, "write the golden files")

// environment is the getenv of all tests here.
func environment(name string) string {
	if name == "BACKTALK_DISCORD_TOKEN" {
		return "a-token-from-the-environment"
	}
	return ""
}

// TestLoad reads every file of testdata; its golden file holds the faults, or the configuration as JSON.
func TestLoad(t *testing.T) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			getenv := environment
			if !strings.Contains(file, "already") {
				getenv = func(string) string { return "" }
			}
			c, err := Load(filepath.ToSlash(file), getenv)
			if valid := strings.Contains(file, "valid-"); (err == nil) != valid {
				t.Errorf("Load: got error %v, want an error only in files not called valid-...", err)
			}
			got := ""
			if err != nil {
				got = err.Error() + "\n"
			} else {
				data, err := json.MarshalIndent(c, "", "  ")
				if err != nil {
					t.Fatal(err)
				}
				got = string(data) + "\n"
			}
			golden := strings.TrimSuffix(file, ".yaml") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
			for _, secret := range []string{"not-a-real-one", "made-up-one", "hunter2", "a-token-from"} {
				if err != nil && strings.Contains(got, secret) {
					t.Errorf("the fault repeats a secret: %s", got)
				}
			}
		})
	}
}

// TestGoldenHasFile fails on golden files that no test reads any more.
func TestGoldenHasFile(t *testing.T) {
	files, err := filepath.Glob("testdata/*.golden")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		if _, err := os.Stat(strings.TrimSuffix(file, ".golden") + ".yaml"); err != nil {
			t.Errorf("%s belongs to no file: %v", file, err)
		}
	}
}

func TestLoadFile(t *testing.T) {
	dir := t.TempDir()
	large := filepath.Join(dir, "large.yaml")
	if err := os.WriteFile(large, []byte(strings.Repeat("# nothing\n", MaxFile)), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, path, want string }{
		{"missing", filepath.Join(dir, "no.yaml"), "no.yaml: cannot be read: no such file or directory; give --config"},
		{"folder", dir, "cannot be read: is a directory"},
		{"large", large, "is larger than 32 KB"},
	}
	for _, tt := range tests {
		_, err := Load(tt.path, environment)
		var faults fault.Faults
		if !errors.As(err, &faults) || len(faults) != 1 || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestLoadWithoutFile(t *testing.T) {
	got, err := Load("", environment)
	if err != nil || got.Clinic.Name != Default().Clinic.Name || got.Clinic.Name == "" {
		t.Errorf("got %+v, %v; want the default", got, err)
	}
	if c := got.Clinic; c.Phone+c.ContactURL+c.BookingURL+c.BookingLabel != "" || len(c.Contacts()) != 0 {
		t.Errorf("got %+v, want nothing but the name", c)
	}
}

func TestContacts(t *testing.T) {
	c := Clinic{Phone: "(770) 555-0100", Emergency: map[string]string{"poison": "1"}, Crisis: map[string]string{"crisis": "2"}}
	got := c.Contacts()
	for name, want := range map[string]string{"clinic_phone": "(770) 555-0100", "poison": "1", "crisis": "2"} {
		if got[name] != want {
			t.Errorf("%s: got %q, want %q", name, got[name], want)
		}
	}
	if len(got) != 3 || len(c.Emergency) != 1 {
		t.Errorf("got %v, want three contacts and the clinic unchanged", got)
	}
}

func TestLooksPhone(t *testing.T) {
	for text, want := range map[string]bool{
		"(770) 555-0100": true, "+1 770 555 0100": true, "770.555.0100 x12": true, "1-800-33-HAVEN": true,
		"7705550100": true, "+49 30/5550100": true, "770-555-0100, ext. 4": true,
		"": false, "911": false, "call us": false, "CALL US NOW": false, "770-555-0100 or 770-555-0101": false,
		"+1 770 555 0100 0000 0000": false, "77+05550100": false, "770-555-0100 <script>": false,
	} {
		if got := looksPhone(text); got != want {
			t.Errorf("looksPhone(%q): got %v, want %v", text, got, want)
		}
	}
}

// FuzzLoad: a file is either refused with faults that stand inside it and repeat no token, or gives a configuration
// that holds what the package promises.
func FuzzLoad(f *testing.F) {
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 2<<10 { // parsing costs the square of the depth
			return
		}
		c, err := read("f.yaml", data, environment)
		if err != nil {
			checkFaults(t, data, err)
			return
		}
		for _, address := range []string{c.Clinic.ContactURL, c.Clinic.BookingURL} {
			u, err := url.Parse(address)
			if err != nil || address != "" && (u.Host == "" || u.User != nil || u.Scheme != "https" && !isLocal(u.Hostname()) || !isASCII(u.Host)) {
				t.Errorf("address %q was let through", address)
			}
		}
		if c.Clinic.Name == "" || c.Clinic.Phone != "" && !looksPhone(c.Clinic.Phone) {
			t.Errorf("clinic %+v was let through", c.Clinic)
		}
		for _, n := range []*float64{c.Thresholds.Quote, c.Thresholds.Clarify, c.Thresholds.Listen} {
			if n != nil && !(*n >= 0 && *n <= 1) {
				t.Errorf("threshold %v was let through", *n)
			}
		}
		for name, text := range c.Clinic.Contacts() {
			if at, _ := words.Unseen(text); at >= 0 || text == "" || strings.ContainsAny(name+text, "\n\r\x1b") {
				t.Errorf("contact %q: %q was let through", name, text)
			}
		}
	})
}

func checkFaults(t *testing.T, data []byte, err error) {
	var faults fault.Faults
	if !errors.As(err, &faults) || len(faults) == 0 {
		t.Fatalf("got %v, want faults", err)
	}
	lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 1
	for _, fault := range faults {
		if fault.File != "f.yaml" || fault.Line < 0 || fault.Line > lines || fault.Message == "" || looksToken(fault.Message) {
			t.Errorf("fault %+v in a file of %d lines", fault, lines)
		}
		if strings.ContainsAny(fault.Message, "\n\r\x1b") {
			t.Errorf("fault %q is not one line", fault.Message)
		}
	}
	if !slices.IsSortedFunc(faults, func(a, b fault.Fault) int { return a.Line - b.Line }) {
		t.Errorf("faults are not in order: %v", faults)
	}
}
