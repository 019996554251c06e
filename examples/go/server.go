package main

import (
	"context"
	"fmt"
	"log"
	"math/rand"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

const page = `<!doctype html>
<meta charset="utf-8">
<title>News</title>
<link rel="icon" href="data:,">
<script src="/sse.min.js" defer></script>
<p hx-sse="connect:/events swap:news">Waiting…</p>`

type message struct {
	number int
	text   string
}

// IDs begin with the start time, so that IDs of an earlier process are recognised.
type hub struct {
	mu        sync.Mutex
	epoch     string
	last      int
	recent    []message
	listeners map[chan message]struct{}
}

func (h *hub) publish(event, data string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.last++
	lines := strings.ReplaceAll(data, "\n", "\ndata: ")
	m := message{h.last, fmt.Sprintf("id: %s-%d\nevent: %s\ndata: %s\n\n", h.epoch, h.last, event, lines)}
	h.recent = append(h.recent, m)
	if len(h.recent) > 100 {
		h.recent = h.recent[1:]
	}
	for c := range h.listeners {
		select {
		case c <- m:
		default: // Too slow: the client is disconnected. It reconnects, and gets what it missed.
			delete(h.listeners, c)
			close(c)
		}
	}
}

// The client's position: the number in its ID, and whether everything after it is still here.
func (h *hub) place(id string) (int, bool) {
	if id == "" {
		return h.last, true
	}
	begun, rest, _ := strings.Cut(id, "-")
	number, err := strconv.Atoi(rest)
	if begun == h.epoch && err == nil && number >= h.last-len(h.recent) && number <= h.last {
		return number, true
	}
	return h.last, false
}

func (h *hub) join(id string) (chan message, string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	number, whole := h.place(id)
	first := fmt.Sprintf(": welcome\nretry: 1000\nid: %s-%d\n\n", h.epoch, number)
	if !whole {
		first += "event: reset\ndata: some news is missing\n\n"
	}
	for _, m := range h.recent {
		if m.number > number {
			first += m.text
		}
	}
	c := make(chan message, 100)
	h.listeners[c] = struct{}{}
	return c, first
}

func (h *hub) leave(c chan message) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, there := h.listeners[c]; there {
		delete(h.listeners, c)
		close(c)
	}
}

// Ends every stream within a second, not all at the same moment: their clients reconnect to other servers.
func (h *hub) drain() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for c := range h.listeners {
		time.AfterFunc(time.Duration(rand.Intn(1000))*time.Millisecond, func() { h.leave(c) })
	}
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	flush := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no")
	c, first := h.join(r.Header.Get("Last-Event-ID"))
	defer h.leave(c)
	heartbeat := time.NewTicker(15 * time.Second)
	defer heartbeat.Stop()

	fmt.Fprint(w, first)
	for {
		if err := flush.Flush(); err != nil {
			return
		}
		// A client that does not read holds up nobody for longer than this.
		flush.SetWriteDeadline(time.Now().Add(time.Minute))
		select {
		case <-r.Context().Done():
			return
		case <-heartbeat.C:
			fmt.Fprint(w, ":\n\n")
		case m, open := <-c:
			if !open {
				return
			}
			fmt.Fprint(w, m.text)
		}
	}
}

func main() {
	h := &hub{epoch: strconv.FormatInt(time.Now().UnixMilli(), 10), listeners: map[chan message]struct{}{}}
	go func() {
		for n := 1; ; n++ {
			time.Sleep(time.Second)
			h.publish("news", fmt.Sprintf("<b>News %d</b>", n))
		}
	}()
	http.Handle("/events", h)
	http.HandleFunc("/sse.min.js", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "sse.min.js") })
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	})
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	server := &http.Server{Addr: "127.0.0.1:" + port}
	drained := make(chan struct{})
	go func() {
		going := make(chan os.Signal, 1)
		signal.Notify(going, syscall.SIGTERM)
		<-going
		h.drain()
		server.Shutdown(context.Background())
		close(drained)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	<-drained
}
