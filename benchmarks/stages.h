// One benchmark for each stage and each kind of text.
#pragma once

#include "benchmarks/world.h"

namespace bangvang::bench {

// `world` must outlive the benchmarks.
void register_stages(const World& world);

// The whole command over JSON Lines, with one job and with two.
void register_command(const World& world);

// Archives of pages that hold nothing, read and sent through the gate, beside bare inflating.
void register_archives(const World& world);

// `bangvang ingest` over saved pages, by time on the processor and by the clock.
void register_ingest(const World& world);

// Sends so many megabytes of saved pages through `bangvang ingest` and prints the most memory it
// had. False when it was 512 MB or more, or when a page did not come in.
bool soak_ingest(const World& world, std::size_t megabytes);

// Reads `articles` articles in one process and prints the resident memory along the way. False when
// it grew after the first hundredth.
bool soak(const World& world, std::size_t articles);

}  // namespace bangvang::bench
