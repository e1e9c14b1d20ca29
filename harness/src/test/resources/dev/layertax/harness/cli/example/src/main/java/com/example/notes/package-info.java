/** An application's own benchmarks: read {@link com.example.notes.Notes}. */
package com.example.notes;
