package wire

import (
	"fmt"
	"log"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// Main runs the tests of a package that stands on a platform's library, and ends the program: with 1 also when goroutines were left
// behind, or when the library logged anything, since that may hold what people write.
func Main(m *testing.M) {
	library := &Log{}
	log.SetOutput(library)
	goleak.VerifyTestMain(patient{m}, goleak.Cleanup(func(code int) {
		if text := library.String(); text != "" {
			fmt.Fprintf(os.Stderr, "the library logged: %s", text)
			code = 1
		}
		os.Exit(code)
	}))
}

// patient gives the library's last sleeps, of a second each, time to end before goroutines are counted.
type patient struct{ *testing.M }

// Run runs the tests.
func (p patient) Run() int {
	code := p.M.Run()
	for end := time.Now().Add(3 * time.Second); goleak.Find() != nil && time.Now().Before(end); {
	}
	return code
}
