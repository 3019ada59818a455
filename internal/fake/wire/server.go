package wire

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Server is what a fake stands on: an address, the sockets that are open on it, what runs beside it, and a way to wait
// until something has changed.
type Server struct {
	listener net.Listener
	http     *http.Server
	done     chan struct{} // closed by Close
	silent   atomic.Bool   // the sockets send nothing
	work     sync.WaitGroup

	mu       sync.Mutex
	closed   bool
	sockets  map[*Socket]bool
	accepted int
	change   chan struct{} // closed at the next change; nil while nobody waits
}

// Listen takes an address, such as "127.0.0.1:0" for any port. Nothing is answered there before [Server.Serve].
func Listen(addr string) (*Server, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
	return &Server{listener: l, done: make(chan struct{}), sockets: map[*Socket]bool{}}, nil
}

// Serve answers with h until [Server.Close], which waits for what is being answered.
func (s *Server) Serve(h http.Handler) {
	s.http = &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.enter() {
			defer s.work.Done()
			h.ServeHTTP(w, r)
		}
	})}
	s.Go(func() { _ = s.http.Serve(s.listener) }) // ends with Close
}

// Addr is where the server listens: "127.0.0.1:PORT".
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Close ends the server, cuts all connections and returns once nothing is left of it. It may be called again.
func (s *Server) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	close(s.done)
	s.mu.Unlock()
	s.Cut()
	err := s.http.Close()
	s.work.Wait()
	return err
}

// enter notes that something runs; it says no once the server is closed.
func (s *Server) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false
	}
	s.work.Add(1)
	return true
}

// Go runs f beside the server, which waits for it at its end. A closed server runs nothing.
func (s *Server) Go(f func()) {
	if s.enter() {
		go func() {
			defer s.work.Done()
			f()
		}()
	}
}

// After runs f later, unless the server is closed or stop is called before.
func (s *Server) After(d time.Duration, f func()) (stop func()) {
	ctx, stop := context.WithCancel(context.Background())
	s.Go(func() {
		defer stop()
		if s.Pause(ctx, d) {
			f()
		}
	})
	return stop
}

// Pause waits for d; it says no when ctx or the server ended before.
func (s *Server) Pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
	case <-s.done:
	}
	return false
}

// Changed wakes those who wait in [Server.Until].
func (s *Server) Changed() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.change != nil {
		close(s.change)
		s.change = nil
	}
}

// lookAgain is how often Until looks again without a change here: what it waits for may be in the program under test.
const lookAgain = 10 * time.Millisecond

// Until waits until ok says yes, looking again at every change and now and then, for at most limit. It returns what ok
// said last.
func (s *Server) Until(limit time.Duration, ok func() bool) bool {
	timer, again := time.NewTimer(limit), time.NewTicker(lookAgain)
	defer timer.Stop()
	defer again.Stop()
	for {
		s.mu.Lock()
		if s.change == nil {
			s.change = make(chan struct{})
		}
		change := s.change
		s.mu.Unlock()
		if ok() {
			return true
		}
		select {
		case <-change:
		case <-again.C:
		case <-timer.C:
			return ok()
		case <-s.done:
			return ok()
		}
	}
}
