// Made from the API document by packages/server/src/http/reference.ts, whose test holds it current. Not to be edited.

export interface Operations {
  /** Open a session with the token of a sign-in link. */
  'POST /api/v1/session': {
    body: { token: string }
    answer: {
      user: string
      role: 'owner' | 'operations' | 'risk' | 'warehouse' | 'service' | 'viewer'
      merchant: { code: string; name: string; isDemo: boolean }
    }
  }
  /** Who is signed in. */
  'GET /api/v1/session': {
    answer: {
      user: string
      role: 'owner' | 'operations' | 'risk' | 'warehouse' | 'service' | 'viewer'
      merchant: { code: string; name: string; isDemo: boolean }
    }
  }
  /** End the session. */
  'DELETE /api/v1/session': {
    answer: undefined
  }
  /** What flows through the gate right now. A key needs orders:read. */
  'GET /api/v1/overview': {
    answer: {
      now: string
      merchant: { code: string; name: string; isDemo: boolean }
      ordersTotal: number
      perMinute: { minute: string; received: number; allocated: number }[]
      pipeline: {
        stage: 'unpaid' | 'held' | 'waiting_stock' | 'to_allocate' | 'to_ship' | 'partly_shipped' | 'shipped' | 'completed' | 'closed' | 'history'
        count: number
        oldestAgeSeconds: number | null
      }[]
      shops: { channel: string; shop: string; name: string; cursorLagSeconds: number | null }[]
      stock: { skus: number; oversoldUnits: number; shortUnits: number }
      quarantined: number
    }
  }
  /** The newest orders that pass the filters, a page at a time. A key needs orders:read. */
  'GET /api/v1/orders': {
    query?: {
      limit?: number
      before?: string
      search?: string
      stage?: string
      channel?: string
      shop?: string
      hold?: 'risk' | 'address' | 'payment' | 'out_of_stock' | 'manual' | 'mapping' | 'incomplete' | 'platform' | 'refund' | 'rule_error'
      location?: string
      sku?: string
      province?: string
      placedFrom?: string
      placedTo?: string
      payableFromFen?: number
      payableToFen?: number
    }
    answer: {
      orders: {
        number: string
        channel: string
        shop: string
        platformOrderId: string
        placedAt: string
        stage: 'unpaid' | 'held' | 'waiting_stock' | 'to_allocate' | 'to_ship' | 'partly_shipped' | 'shipped' | 'completed' | 'closed' | 'history'
        payment: string
        platformState: string
        province: string
        payableFen: number
        currency: string
        units: number
        holds: string[]
        locations: string[]
      }[]
      next: string | null
      count: { orders: number; isAll: boolean } | null
      foundBy: ('number' | 'platform_order_id' | 'tracking_number' | 'sku' | 'last_digits')[]
    }
  }
  /** Record an order of the Open API; answered once it is durable. A key needs orders:write. */
  'POST /api/v1/orders': {
    headers?: { 'idempotency-key'?: string }
    body: {
      /** A shop of the channel open_api */
      shop: string
      /** Yours, unique in the shop */
      platformOrderId: string
      /** When it last changed with you: older never overwrites newer; placedAt when left out */
      version?: string
      placedAt: string
      /** open when left out */
      platformState?: 'open' | 'closed' | 'completed'
      /** The buyer asks for money back; false when left out */
      refunding?: boolean
      /** It must not ship for now; false when left out */
      shippingForbidden?: boolean
      currency?: 'CNY'
      /** 0 when left out */
      freightFen?: number
      /** Lines and freight must sum to it, or the order is held */
      payableFen: number
      /** whole, or deposit and balance */
      legs: {
        leg: 'whole' | 'deposit' | 'balance'
        payableFen: number
        paidFen: number
        /** Required once something is paid */
        paidAt?: string
      }[]
      lines?: {
        /** Yours, unique in the order; #1, #2 … by position when left out */
        platformLineId?: string
        skuCode: string
        title?: string
        quantity: number
        /** Units nobody has to ship any more; 0 when left out */
        cancelledQuantity?: number
        /** What payable and the two below sum to when left out */
        listFen?: number
        /** 0 when left out */
        sellerDiscountFen?: number
        /** 0 when left out */
        platformSubsidyFen?: number
        /** The line's part of the order's payable, freight excluded */
        payableFen: number
      }[]
      receiver?: {
        name: string
        phone: string
        address: string
        province: string
        city: string
        district?: string
        buyer?: string
        memo?: string
      }
    }
    answer: {
      outcome: 'recorded' | 'updated' | 'already_recorded' | 'older_than_known'
      /** The order number: the same order always gets the same one */
      number: string
    }
  }
  /** The person's own views of a list, the oldest first. */
  'GET /api/v1/saved-views': {
    query: { list: 'orders' }
    answer: { views: { id: string; name: string; query: string }[] }
  }
  /** Keeps a view; under a name that is there it replaces that one. */
  'POST /api/v1/saved-views': {
    body: { list: 'orders'; name: string; query: string }
    answer: { id: string; name: string; query: string }
  }
  /** Gives a view another name. */
  'PUT /api/v1/saved-views/{id}': {
    path: { id: string }
    body: { name: string }
    answer: undefined
  }
  /** Drops a view. */
  'DELETE /api/v1/saved-views/{id}': {
    path: { id: string }
    answer: undefined
  }
  /** One order in full. A key needs orders:read. */
  'GET /api/v1/orders/{number}': {
    path: { number: string }
    answer: {
      order: {
        number: string
        channel: string
        shop: string
        platformOrderId: string
        placedAt: string
        stage: 'unpaid' | 'held' | 'waiting_stock' | 'to_allocate' | 'to_ship' | 'partly_shipped' | 'shipped' | 'completed' | 'closed' | 'history'
        payment: string
        platformState: string
        province: string
        payableFen: number
        currency: string
        units: number
        holds: string[]
        locations: string[]
      }
      city: string
      freightFen: number
      queue: string
      lines: {
        lineNo: number
        platformLineId: string
        title: string
        skuCode: string | null
        platformSkuId: string | null
        quantity: number
        cancelledQuantity: number
        listFen: number
        sellerDiscountFen: number
        platformSubsidyFen: number
        payableFen: number
        demands: {
          sku: string
          ordered: number
          open: number
          reserved: number
          allocated: number
          shipped: number
          cancelled: number
          returned: number
        }[]
      }[]
      legs: { leg: string; payableFen: number; paidFen: number; refundedFen: number; paidAt: string | null }[]
      holds: { kind: string; reason: string; placedAt: string; releasedAt: string | null; releasedBy: string | null }[]
      fulfillmentOrders: {
        id: string
        location: { code: string; name: string }
        state: string
        lines: { lineNo: number; sku: string; quantity: number }[]
        shipments: { carrier: string; trackingNumber: string }[]
      }[]
      timeline: { seq: number; at: string; kind: string; actor: string; batch: string; body: Record<string, unknown> }[]
    }
  }
  /** One order in full, by its channel's own id. A key needs orders:read. */
  'GET /api/v1/orders/by-platform-id': {
    query: { channel?: string; shop: string; platformOrderId: string }
    answer: {
      order: {
        number: string
        channel: string
        shop: string
        platformOrderId: string
        placedAt: string
        stage: 'unpaid' | 'held' | 'waiting_stock' | 'to_allocate' | 'to_ship' | 'partly_shipped' | 'shipped' | 'completed' | 'closed' | 'history'
        payment: string
        platformState: string
        province: string
        payableFen: number
        currency: string
        units: number
        holds: string[]
        locations: string[]
      }
      city: string
      freightFen: number
      queue: string
      lines: {
        lineNo: number
        platformLineId: string
        title: string
        skuCode: string | null
        platformSkuId: string | null
        quantity: number
        cancelledQuantity: number
        listFen: number
        sellerDiscountFen: number
        platformSubsidyFen: number
        payableFen: number
        demands: {
          sku: string
          ordered: number
          open: number
          reserved: number
          allocated: number
          shipped: number
          cancelled: number
          returned: number
        }[]
      }[]
      legs: { leg: string; payableFen: number; paidFen: number; refundedFen: number; paidAt: string | null }[]
      holds: { kind: string; reason: string; placedAt: string; releasedAt: string | null; releasedBy: string | null }[]
      fulfillmentOrders: {
        id: string
        location: { code: string; name: string }
        state: string
        lines: { lineNo: number; sku: string; quantity: number }[]
        shipments: { carrier: string; trackingNumber: string }[]
      }[]
      timeline: { seq: number; at: string; kind: string; actor: string; batch: string; body: Record<string, unknown> }[]
    }
  }
  /** Why an order was decided as it was. A key needs orders:read. */
  'GET /api/v1/orders/{number}/explanation': {
    path: { number: string }
    answer: {
      number: string
      ruleSetVersion: number
      decidedAt: string | null
      tables: {
        table: string
        firedRow: string | null
        description: string
        inputs: Record<string, unknown>
        outputs: Record<string, unknown>
      }[]
      candidates: {
        location: string
        name: string
        chosen: boolean
        units: number
        lacked: { sku: string; needed: number; available: number } | null
      }[]
    }
  }
  /** What could not be applied, the newest first, a page at a time. A key needs orders:read. */
  'GET /api/v1/quarantine': {
    query?: {
      source?: string
      code?: string
      field?: string
      olderThanSeconds?: number
      state?: 'open' | 'ended'
      limit?: number
      before?: string
    }
    answer: {
      entries: {
        id: string
        source: string
        code: string
        field: string | null
        reason: string
        order: { channel: string; shop: string; platformOrderId: string } | null
        isPoison: boolean
        hasCorrection: boolean
        seen: number
        attempts: number
        firstAt: string
        lastAt: string
        end: { as: 'replayed' | 'discarded' | 'superseded'; at: string; by: string } | null
        orderNumbers: string[]
      }[]
      next: string | null
    }
  }
  /** How many wait for which reason. A key needs orders:read. */
  'GET /api/v1/quarantine/reasons': {
    answer: { reasons: { code: string; field: string | null; count: number; oldestAt: string }[] }
  }
  /** One row, and what was done to it. A key needs orders:read. */
  'GET /api/v1/quarantine/{id}': {
    path: { id: string }
    answer: {
      entry: {
        id: string
        source: string
        code: string
        field: string | null
        reason: string
        order: { channel: string; shop: string; platformOrderId: string } | null
        isPoison: boolean
        hasCorrection: boolean
        seen: number
        attempts: number
        firstAt: string
        lastAt: string
        end: { as: 'replayed' | 'discarded' | 'superseded'; at: string; by: string } | null
        orderNumbers: string[]
      }
      actions: {
        at: string
        actor: string
        action: 'opened' | 'corrected' | 'replayed' | 'replay_failed' | 'discarded' | 'reopened' | 'superseded'
        detail: string
      }[]
    }
  }
  /** Replay everything a filter matches, in the background; one run at a time. A key needs orders:write. */
  'POST /api/v1/quarantine/replays': {
    body: { filter: { source?: string; code?: string; field?: string; olderThanSeconds?: number } }
    answer: {
      started: boolean
      run: {
        id: string
        startedBy: string
        startedAt: string
        endedAt: string | null
        total: number
        replayed: number
        failed: number
      }
    }
  }
  /** How the newest replay of many goes. A key needs orders:read. */
  'GET /api/v1/quarantine/replays': {
    answer: {
      run: {
        id: string
        startedBy: string
        startedAt: string
        endedAt: string | null
        total: number
        replayed: number
        failed: number
      } | null
    }
  }
  /** The content in clear; who looked and why is recorded. */
  'POST /api/v1/quarantine/{id}/content': {
    path: { id: string }
    body: { reason: string }
    answer: {
      version: string
      text: string
      bytes: number
      isUtf8: boolean
      isCorrectable: boolean
      correction: string | null
      mark: { pointer: string; start: number; end: number; isMissing: boolean } | null
    }
  }
  /** What it would become; nothing is sent. */
  'POST /api/v1/quarantine/{id}/preview': {
    path: { id: string }
    body: { correction?: { version: string; text?: string; edits?: { pointer: string; json: string }[] } }
    answer: {
      commands: {
        kind: string
        order: {
          channel: string
          shop: string
          platformOrderId: string
          placedAt: string
          platformState: string
          currency: string
          payableFen: number
          paidFen: number
          freightFen: number
          region: string
          lines: { skuCode: string | null; title: string; quantity: number; payableFen: number }[] | null
        } | null
        facts: Record<string, string | number>
      }[] | null
      problem: { code: string; field: string | null; reason: string } | null
      mark: { pointer: string; start: number; end: number; isMissing: boolean } | null
    }
  }
  /** Take it through the door again, as it is or corrected. A key needs orders:write. */
  'POST /api/v1/quarantine/{id}/replay': {
    path: { id: string }
    body: { correction?: { version: string; text?: string; edits?: { pointer: string; json: string }[] } }
    answer: {
      outcome: 'replayed' | 'failed' | 'content_changed' | 'already_resolved'
      orderNumbers: string[]
      problem: { code: string; field: string | null; reason: string } | null
    }
  }
  /** Give it up, for a reason; it stays as history. */
  'POST /api/v1/quarantine/{id}/discard': {
    path: { id: string }
    body: { reason: string }
    answer: { done: boolean }
  }
  /** Take a discarding back. */
  'POST /api/v1/quarantine/{id}/reopen': {
    path: { id: string }
    body: { reason: string }
    answer: { done: boolean }
  }
  /** Imports, the newest first, a page at a time. A key needs orders:read. */
  'GET /api/v1/imports': {
    query?: { limit?: number; before?: string }
    answer: {
      imports: {
        id: string
        fileName: string
        state: 'receiving' | 'ready' | 'queued' | 'checking' | 'recording' | 'done' | 'refused' | 'cancelled' | 'failed'
        bytes: number | null
        receivedBytes: number
        plan: {
          shop: { channel: string; shop: string }
          mode: 'live' | 'history'
          badRows: 'set_aside' | 'refuse_file'
          repeatedLines: 'set_aside' | 'count_once' | 'add_up'
          mapping: { name: string; version: number }
          sheet: string | null
          encoding: string | null
        } | null
        rowsTotal: number | null
        rowsChecked: number
        imported: number
        unchanged: number
        quarantined: number
        refused: number
        failure: string | null
        hasContent: boolean
        createdBy: string
        createdAt: string
        startedAt: string | null
        endedAt: string | null
      }[]
      next: string | null
    }
  }
  /** A file about to be uploaded. A key needs orders:write. */
  'POST /api/v1/imports': {
    body: {
      fileName: string
      /** Of the whole file */
      bytes: number
    }
    answer: {
      id: string
      fileName: string
      state: 'receiving' | 'ready' | 'queued' | 'checking' | 'recording' | 'done' | 'refused' | 'cancelled' | 'failed'
      bytes: number | null
      receivedBytes: number
      plan: {
        shop: { channel: string; shop: string }
        mode: 'live' | 'history'
        badRows: 'set_aside' | 'refuse_file'
        repeatedLines: 'set_aside' | 'count_once' | 'add_up'
        mapping: { name: string; version: number }
        sheet: string | null
        encoding: string | null
      } | null
      rowsTotal: number | null
      rowsChecked: number
      imported: number
      unchanged: number
      quarantined: number
      refused: number
      failure: string | null
      hasContent: boolean
      createdBy: string
      createdAt: string
      startedAt: string | null
      endedAt: string | null
    }
  }
  /** Saved mappings, the newest version of each. A key needs orders:read. */
  'GET /api/v1/imports/mappings': {
    answer: {
      mappings: {
        name: string
        version: number
        mapping: {
          columns: {
            order_id?: string
            placed_at?: string
            paid_at?: string
            changed_at?: string
            state?: string
            payable?: string
            paid?: string
            refunded?: string
            freight?: string
            currency?: string
            line_id?: string
            sku_code?: string
            title?: string
            quantity?: string
            unit_price?: string
            line_payable?: string
            receiver_name?: string
            receiver_phone?: string
            address?: string
            province?: string
            city?: string
            district?: string
            buyer?: string
            buyer_message?: string
            seller_memo?: string
          }
          mode: 'live' | 'history'
        }
      }[]
    }
  }
  /** One import and how far it is. A key needs orders:read. */
  'GET /api/v1/imports/{id}': {
    path: { id: string }
    answer: {
      id: string
      fileName: string
      state: 'receiving' | 'ready' | 'queued' | 'checking' | 'recording' | 'done' | 'refused' | 'cancelled' | 'failed'
      bytes: number | null
      receivedBytes: number
      plan: {
        shop: { channel: string; shop: string }
        mode: 'live' | 'history'
        badRows: 'set_aside' | 'refuse_file'
        repeatedLines: 'set_aside' | 'count_once' | 'add_up'
        mapping: { name: string; version: number }
        sheet: string | null
        encoding: string | null
      } | null
      rowsTotal: number | null
      rowsChecked: number
      imported: number
      unchanged: number
      quarantined: number
      refused: number
      failure: string | null
      hasContent: boolean
      createdBy: string
      createdAt: string
      startedAt: string | null
      endedAt: string | null
    }
  }
  /** Start it; its mapping is kept for the source. A key needs orders:write. */
  'POST /api/v1/imports/{id}/start': {
    path: { id: string }
    body: {
      /** The first when left out */
      sheet?: string
      /** Found out when left out */
      encoding?: string
      /** Where files like it come from: a name of your own, or a shop as channel/shop */
      source: string
      mode: 'live' | 'history'
      columns: {
        order_id?: string
        placed_at?: string
        paid_at?: string
        changed_at?: string
        state?: string
        payable?: string
        paid?: string
        refunded?: string
        freight?: string
        currency?: string
        line_id?: string
        sku_code?: string
        title?: string
        quantity?: string
        unit_price?: string
        line_payable?: string
        receiver_name?: string
        receiver_phone?: string
        address?: string
        province?: string
        city?: string
        district?: string
        buyer?: string
        buyer_message?: string
        seller_memo?: string
      }
      /** set_aside when left out */
      badRows?: 'set_aside' | 'refuse_file'
      /** set_aside when left out */
      repeatedLines?: 'set_aside' | 'count_once' | 'add_up'
    }
    answer: {
      id: string
      fileName: string
      state: 'receiving' | 'ready' | 'queued' | 'checking' | 'recording' | 'done' | 'refused' | 'cancelled' | 'failed'
      bytes: number | null
      receivedBytes: number
      plan: {
        shop: { channel: string; shop: string }
        mode: 'live' | 'history'
        badRows: 'set_aside' | 'refuse_file'
        repeatedLines: 'set_aside' | 'count_once' | 'add_up'
        mapping: { name: string; version: number }
        sheet: string | null
        encoding: string | null
      } | null
      rowsTotal: number | null
      rowsChecked: number
      imported: number
      unchanged: number
      quarantined: number
      refused: number
      failure: string | null
      hasContent: boolean
      createdBy: string
      createdAt: string
      startedAt: string | null
      endedAt: string | null
    }
  }
  /** Stop it; what is recorded stays. A key needs orders:write. */
  'POST /api/v1/imports/{id}/cancel': {
    path: { id: string }
    answer: {
      id: string
      fileName: string
      state: 'receiving' | 'ready' | 'queued' | 'checking' | 'recording' | 'done' | 'refused' | 'cancelled' | 'failed'
      bytes: number | null
      receivedBytes: number
      plan: {
        shop: { channel: string; shop: string }
        mode: 'live' | 'history'
        badRows: 'set_aside' | 'refuse_file'
        repeatedLines: 'set_aside' | 'count_once' | 'add_up'
        mapping: { name: string; version: number }
        sheet: string | null
        encoding: string | null
      } | null
      rowsTotal: number | null
      rowsChecked: number
      imported: number
      unchanged: number
      quarantined: number
      refused: number
      failure: string | null
      hasContent: boolean
      createdBy: string
      createdAt: string
      startedAt: string | null
      endedAt: string | null
    }
  }
  /** The columns, what they are taken for, and the first rows; nothing is imported. A key needs orders:write. */
  'POST /api/v1/imports/{id}/preview': {
    path: { id: string }
    body: {
      /** The first when left out */
      sheet?: string
      /** Found out when left out */
      encoding?: string
      /** Where files like it come from: a name of your own, or a shop as channel/shop */
      source?: string
      mode?: 'live' | 'history'
      columns?: {
        order_id?: string
        placed_at?: string
        paid_at?: string
        changed_at?: string
        state?: string
        payable?: string
        paid?: string
        refunded?: string
        freight?: string
        currency?: string
        line_id?: string
        sku_code?: string
        title?: string
        quantity?: string
        unit_price?: string
        line_payable?: string
        receiver_name?: string
        receiver_phone?: string
        address?: string
        province?: string
        city?: string
        district?: string
        buyer?: string
        buyer_message?: string
        seller_memo?: string
      }
    }
    answer: {
      table: {
        kind: 'csv' | 'xlsx'
        encoding: string | null
        sheets: string[]
        sheet: string | null
        headerRow: number
        columns: string[]
        mapping: {
          columns: {
            order_id?: string
            placed_at?: string
            paid_at?: string
            changed_at?: string
            state?: string
            payable?: string
            paid?: string
            refunded?: string
            freight?: string
            currency?: string
            line_id?: string
            sku_code?: string
            title?: string
            quantity?: string
            unit_price?: string
            line_payable?: string
            receiver_name?: string
            receiver_phone?: string
            address?: string
            province?: string
            city?: string
            district?: string
            buyer?: string
            buyer_message?: string
            seller_memo?: string
          }
          mode: 'live' | 'history'
        }
        origin: 'asked' | 'built_in' | 'saved' | 'guessed'
        missing: ('order_id' | 'placed_at' | 'paid_at' | 'changed_at' | 'state' | 'payable' | 'paid' | 'refunded' | 'freight' | 'currency' | 'line_id' | 'sku_code' | 'title' | 'quantity' | 'unit_price' | 'line_payable' | 'receiver_name' | 'receiver_phone' | 'address' | 'province' | 'city' | 'district' | 'buyer' | 'buyer_message' | 'seller_memo')[]
        source: string
        rows: { row: number; cells: string[] }[]
        problems: {
          row: number
          code: 'missing' | 'bad_id' | 'id_as_number' | 'bad_time' | 'bad_amount' | 'bad_quantity' | 'bad_text' | 'bad_currency' | 'bad_state' | 'amount_mismatch' | 'payment_unclear' | 'disagrees' | 'repeated_line' | 'too_many_lines' | 'merged_cell' | 'cell_error' | 'wrong_encoding' | 'wrong_width' | 'quotes_unclosed' | 'sibling_bad' | 'refused_by_engine' | 'known_same' | 'known_newer' | 'known_live' | 'repeats_row'
          field: 'order_id' | 'placed_at' | 'paid_at' | 'changed_at' | 'state' | 'payable' | 'paid' | 'refunded' | 'freight' | 'currency' | 'line_id' | 'sku_code' | 'title' | 'quantity' | 'unit_price' | 'line_payable' | 'receiver_name' | 'receiver_phone' | 'address' | 'province' | 'city' | 'district' | 'buyer' | 'buyer_message' | 'seller_memo' | null
          expected: string
          found: string
        }[]
        checkedRows: number
      } | null
      problem: { code: string; detail: string } | null
    }
  }
  /** The next piece of the file, at most 4194304 bytes as application/octet-stream. A key needs orders:write. */
  'PUT /api/v1/imports/{id}/content': {
    path: { id: string }
    query: { start: number }
    answer: { receivedBytes: number; isWhole: boolean }
  }
  /** What became of its rows, in the order of the file. A key needs orders:read. */
  'GET /api/v1/imports/{id}/rows': {
    path: { id: string }
    query?: {
      limit?: number
      after?: number
      outcome?: 'imported' | 'unchanged' | 'quarantined' | 'refused'
      withProblem?: boolean
    }
    answer: {
      rows: {
        firstRow: number
        lastRow: number
        outcome: 'imported' | 'unchanged' | 'quarantined' | 'refused'
        code: string
        field: string
        expected: string
        found: string
      }[]
      next: number | null
    }
  }
  /** The whole report as a CSV file. A key needs orders:read. */
  'GET /api/v1/imports/{id}/report.csv': {
    path: { id: string }
    answer: undefined
  }
  /** Record many orders; each has its own outcome, in the order sent. A key needs orders:write. */
  'POST /api/v1/orders/bulk': {
    headers?: { 'idempotency-key'?: string }
    body: {
      orders: {
        /** A shop of the channel open_api */
        shop: string
        /** Yours, unique in the shop */
        platformOrderId: string
        /** When it last changed with you: older never overwrites newer; placedAt when left out */
        version?: string
        placedAt: string
        /** open when left out */
        platformState?: 'open' | 'closed' | 'completed'
        /** The buyer asks for money back; false when left out */
        refunding?: boolean
        /** It must not ship for now; false when left out */
        shippingForbidden?: boolean
        currency?: 'CNY'
        /** 0 when left out */
        freightFen?: number
        /** Lines and freight must sum to it, or the order is held */
        payableFen: number
        /** whole, or deposit and balance */
        legs: {
          leg: 'whole' | 'deposit' | 'balance'
          payableFen: number
          paidFen: number
          /** Required once something is paid */
          paidAt?: string
        }[]
        lines?: {
          /** Yours, unique in the order; #1, #2 … by position when left out */
          platformLineId?: string
          skuCode: string
          title?: string
          quantity: number
          /** Units nobody has to ship any more; 0 when left out */
          cancelledQuantity?: number
          /** What payable and the two below sum to when left out */
          listFen?: number
          /** 0 when left out */
          sellerDiscountFen?: number
          /** 0 when left out */
          platformSubsidyFen?: number
          /** The line's part of the order's payable, freight excluded */
          payableFen: number
        }[]
        receiver?: {
          name: string
          phone: string
          address: string
          province: string
          city: string
          district?: string
          buyer?: string
          memo?: string
        }
      }[]
    }
    answer: {
      results: ({
        outcome: 'recorded' | 'updated' | 'already_recorded' | 'older_than_known'
        /** The order number: the same order always gets the same one */
        number: string
      } | {
        problem: {
          type: string
          title: string
          status: number
          code: string
          retryable: boolean
          detail?: string
          field?: string
          expected?: string
        }
      })[]
    }
  }
  /** A leg of the order is paid up to a total. A key needs orders:write. */
  'POST /api/v1/orders/{number}/payments': {
    path: { number: string }
    headers?: { 'idempotency-key'?: string }
    body: {
      leg: 'whole' | 'deposit' | 'balance'
      /** Paid of this leg in all, not what came on top */
      paidFen: number
      paidAt: string
    }
    answer: { outcome: 'recorded' | 'already_recorded' }
  }
  /** Money of the order went back. A key needs orders:write. */
  'POST /api/v1/orders/{number}/refunds': {
    path: { number: string }
    headers?: { 'idempotency-key'?: string }
    body: {
      /** Yours, unique in the order */
      refundId: string
      amountFen: number
    }
    answer: { outcome: 'recorded' | 'already_recorded' }
  }
  /** Goods came in. A key needs stock:write. */
  'POST /api/v1/stock/receipts': {
    headers?: { 'idempotency-key'?: string }
    body: {
      sku: string
      location: string
      /** Names the paper; the same one is recorded once */
      reference: string
      quantity: number
    }
    answer: {
      outcome: 'recorded' | 'already_recorded'
      /** At the location, after it; only where it was recorded now */
      onHand?: number
      /** Units promised there beyond what is left */
      short?: number
    }
  }
  /** Many receipts; each has its own outcome, in the order sent. A key needs stock:write. */
  'POST /api/v1/stock/receipts/bulk': {
    headers?: { 'idempotency-key'?: string }
    body: {
      receipts: {
        sku: string
        location: string
        /** Names the paper; the same one is recorded once */
        reference: string
        quantity: number
      }[]
    }
    answer: {
      results: ({
        outcome: 'recorded' | 'already_recorded'
        /** At the location, after it; only where it was recorded now */
        onHand?: number
        /** Units promised there beyond what is left */
        short?: number
      } | {
        problem: {
          type: string
          title: string
          status: number
          code: string
          retryable: boolean
          detail?: string
          field?: string
          expected?: string
        }
      })[]
    }
  }
  /** On hand differs from what we believed. A key needs stock:write. */
  'POST /api/v1/stock/adjustments': {
    headers?: { 'idempotency-key'?: string }
    body: {
      sku: string
      location: string
      /** Names the paper; the same one is recorded once */
      reference: string
      /** The difference, below 0 where units are missing; never 0 */
      quantity: number
      reason: string
    }
    answer: {
      outcome: 'recorded' | 'already_recorded'
      /** At the location, after it; only where it was recorded now */
      onHand?: number
      /** Units promised there beyond what is left */
      short?: number
    }
  }
  /** Many adjustments; each has its own outcome, in the order sent. A key needs stock:write. */
  'POST /api/v1/stock/adjustments/bulk': {
    headers?: { 'idempotency-key'?: string }
    body: {
      adjustments: {
        sku: string
        location: string
        /** Names the paper; the same one is recorded once */
        reference: string
        /** The difference, below 0 where units are missing; never 0 */
        quantity: number
        reason: string
      }[]
    }
    answer: {
      results: ({
        outcome: 'recorded' | 'already_recorded'
        /** At the location, after it; only where it was recorded now */
        onHand?: number
        /** Units promised there beyond what is left */
        short?: number
      } | {
        problem: {
          type: string
          title: string
          status: number
          code: string
          retryable: boolean
          detail?: string
          field?: string
          expected?: string
        }
      })[]
    }
  }
  /** Pools with what may still be promised of them, a page at a time. A key needs stock:read. */
  'GET /api/v1/stock': {
    query?: {
      limit?: number
      after?: string
      search?: string
      location?: string
      short?: boolean
      reserved?: boolean
      waiting?: boolean
      availableBelow?: number
      order?: 'code' | 'available' | 'on_hand' | 'reserved' | 'allocated' | 'short' | 'waiting'
      descending?: boolean
    }
    answer: {
      total: number
      skus: {
        sku: string
        name: string
        version: number
        pool: {
          onHand: number
          unavailable: number
          safety: number
          allocated: number
          short: number
          reserved: number
          available: number
        }
        waiting: { units: number; orders: number }
        level: {
          onHand: number
          unavailable: number
          safety: number
          allocated: number
          short: number
          available: number
        } | null
      }[]
      next: string | null
    }
  }
  /** One SKU: its pool explained, its levels, claims on it and who waits. A key needs stock:read. */
  'GET /api/v1/stock/{sku}': {
    path: { sku: string }
    answer: {
      sku: string
      name: string
      version: number
      pool: {
        onHand: number
        unavailable: number
        safety: number
        allocated: number
        short: number
        reserved: number
        available: number
      }
      explanation: {
        onHand: number
        unavailable: number
        allocated: number
        reserved: number
        safety: number
        available: number
        short: number
        safetyLacking: number
      }
      levels: {
        location: { code: string; name: string; kind: string; sellable: boolean }
        onHand: number
        unavailable: number
        safety: number
        allocated: number
        short: number
        available: number
        version: number
      }[]
      reservations: {
        count: number
        first: {
          holder: string
          orderNumber: string | null
          payment: string | null
          quantity: number
          expiresAt: string | null
        }[]
      }
      allocations: {
        count: number
        first: {
          orderNumber: string
          location: string
          fulfillmentOrder: string
          state: string
          quantity: number
          releaseAt: string
        }[]
      }
      waiting: {
        units: number
        orders: number
        first: { orderNumber: string; placedAt: string; payment: string; units: number }[]
      }
    }
  }
  /** One SKU's ledger, newest first, a page at a time. A key needs stock:read. */
  'GET /api/v1/stock/{sku}/movements': {
    path: { sku: string }
    query?: { limit?: number; before?: string }
    answer: {
      movements: {
        at: string | null
        kind: string
        location: string
        quantity: number
        onHandAfter: number
        reference: string
        reason: string
        actor: string | null
        orderNumber: string | null
        batch: string
      }[]
      next: string | null
    }
  }
  /** Where stock lies, and how much. A key needs stock:read. */
  'GET /api/v1/locations': {
    answer: {
      locations: {
        code: string
        name: string
        kind: string
        sellable: boolean
        province: string
        skus: number
        onHand: number
        unavailable: number
        safety: number
        allocated: number
        short: number
      }[]
    }
  }
  /** Promotion night of all shops: on, until a time if one is given, or off. */
  'PUT /api/v1/shops/promotion-night': {
    body: { on: true; until?: string | null } | { on: false }
    answer: undefined
  }
  /** Channels there are, and what connecting a shop asks for. */
  'GET /api/v1/channels': {
    answer: {
      channels: {
        channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
        fields: {
          name: string
          kind: 'setting' | 'secret' | 'token'
          label: { en: string; 'zh-CN': string }
          hint: { en: string; 'zh-CN': string }
          isRequired: boolean
        }[]
        gatewayUrl: string | null
      }[]
    }
  }
  /** Shops, and how the links to their platforms do. A key needs orders:read. */
  'GET /api/v1/shops': {
    answer: {
      shops: {
        channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
        shop: string
        name: string
        connected: boolean
        switches: { polls: boolean; publishes: boolean; confirms: boolean; promotion: boolean }
        promotionUntil: string | null
        provenUntil: string | null
        links: {
          name: 'orders' | 'fetch' | 'push' | 'subscription' | 'stock' | 'shipments' | 'certificate' | 'backfill' | 'listings'
          lastSuccessAt: string | null
          failuresInARow: number
          reason: 'retry' | 'throttled' | 'reauthorise' | 'not_found' | 'refused' | 'bug' | 'timeout' | 'address' | 'no_public_url' | 'internal' | null
          lastError: string | null
        }[]
        pushes: {
          heard: number
          repeated: number
          refused: number
          lastAt: string | null
          silent: boolean
          renewals: number
          renewal: 'itself' | 'no_public_url' | 'by_hand'
        } | null
        fetchesWaiting: number
        certificate: {
          checkedUntil: string | null
          listed: number
          missing: number
          lateByCause: { cause: string; orders: number }[]
        }
        stock: { published: number; pending: number; unsure: number; driftUnits: number; unmapped: number }
        shipments: { owed: number; refused: number }
        limits: { callsPerSecond: number; callScope: 'app' | 'shop'; windowSeconds: number; lagSeconds: number } | null
        pushPath: string | null
        pushUrl: string | null
        token: {
          renewedBy: 'itself' | 'person' | 'none'
          connectedAt: string
          renewedAt: string | null
          expiresAt: string | null
          needsPerson: boolean
        } | null
      }[]
    }
  }
  /** Connects a shop, or gives it new keys. */
  'POST /api/v1/shops': {
    body: {
      channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
      shop: string
      name: string
      gatewayUrl?: string | null
      fields: Record<string, string>
    }
    answer: undefined
  }
  /** Calls the platform with these keys and stores nothing. */
  'POST /api/v1/shops/test': {
    body: {
      channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
      shop: string
      name: string
      gatewayUrl?: string | null
      fields: Record<string, string>
    }
    answer: {
      ok: boolean
      reason: 'retry' | 'throttled' | 'reauthorise' | 'not_found' | 'refused' | 'bug' | 'timeout' | 'address' | 'no_public_url' | 'internal' | null
      problem: string | null
      orders: number | null
    }
  }
  /** Switches polling, stock, shipments and promotion night of a shop. */
  'PATCH /api/v1/shops/{channel}/{shop}': {
    path: {
      channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
      shop: string
    }
    body: { polls?: boolean; publishes?: boolean; confirms?: boolean; promotion?: boolean }
    answer: undefined
  }
  /** The newest backfills of a shop. A key needs orders:read. */
  'GET /api/v1/shops/{channel}/{shop}/backfills': {
    path: {
      channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
      shop: string
    }
    answer: {
      backfills: {
        id: string
        from: string
        to: string
        position: string
        orders: number
        state: 'running' | 'done' | 'stopped'
        askedBy: string
        lastError: string | null
      }[]
    }
  }
  /** Reads a stretch of the past again. A key needs orders:write. */
  'POST /api/v1/shops/{channel}/{shop}/backfills': {
    path: {
      channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
      shop: string
    }
    body: { from: string; to: string }
    answer: {
      id: string
      from: string
      to: string
      position: string
      orders: number
      state: 'running' | 'done' | 'stopped'
      askedBy: string
      lastError: string | null
    }
  }
  /** Stops a backfill; what it has read stays. A key needs orders:write. */
  'DELETE /api/v1/shops/{channel}/{shop}/backfills/{id}': {
    path: {
      channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
      shop: string
      id: string
    }
    answer: undefined
  }
  /** Reads these orders again, by their platform ids. A key needs orders:write. */
  'POST /api/v1/shops/{channel}/{shop}/fetches': {
    path: {
      channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
      shop: string
    }
    body: { platformOrderIds: string[] }
    answer: undefined
  }
  /** Takes over the shop's listings now. A key needs orders:write. */
  'POST /api/v1/shops/{channel}/{shop}/listings': {
    path: {
      channel: 'taobao' | 'jd' | 'pinduoduo' | 'douyin' | 'kuaishou' | 'xiaohongshu' | 'wechat' | 'youzan' | 'shopify' | 'woocommerce' | 'open_api' | 'import'
      shop: string
    }
    answer: { added: number }
  }
  /** What shops offer and what it takes from stock, a page at a time. A key needs orders:read. */
  'GET /api/v1/listings': {
    query?: {
      limit?: number
      after?: string
      channel?: string
      shop?: string
      unmapped?: boolean
      toMap?: boolean
      sku?: string
      search?: string
    }
    answer: {
      listings: {
        id: number
        channel: string
        shop: string
        platformItemId: string
        platformSkuId: string
        skuCode: string | null
        codeIsSku: boolean
        title: string
        onSale: boolean
        mappedBy: string | null
        mappedAt: string | null
        components: { skuCode: string; perUnit: number; name: string }[]
        waiting: { orders: number; lines: number; since: string } | null
        suggestions: { skuCode: string; name: string }[]
        believed: number | null
        lastError: string | null
      }[]
      next: string | null
      total: number
      toMap: number
      waitingUnlisted: number
    }
  }
  /** Says which SKUs one unit of a listing takes; none unmaps it. A key needs orders:write. */
  'PUT /api/v1/listings/{id}': {
    path: { id: number }
    body: { components: { skuCode: string; perUnit: number }[] }
    answer: { outcome: 'mapped' | 'already_mapped'; waitingOrders: number; stillWaitingOrders: number }
  }
  /** Cancel an order nothing of which has shipped; its stock goes back for sale. A key needs orders:write. */
  'POST /api/v1/orders/{number}/cancel': {
    path: { number: string }
    body: { reason: string }
    answer: {
      number: string
      outcome: 'cancelled' | 'already_cancelled' | 'already_shipped' | 'held' | 'already_held' | 'nothing_to_hold' | 'released' | 'not_held' | 'order_unknown' | 'quarantined'
    }
  }
  /** Hold an order: it goes no further until the hold is released. A key needs orders:write. */
  'POST /api/v1/orders/{number}/holds': {
    path: { number: string }
    body: { hold: 'risk' | 'address' | 'manual'; reason: string }
    answer: {
      number: string
      outcome: 'cancelled' | 'already_cancelled' | 'already_shipped' | 'held' | 'already_held' | 'nothing_to_hold' | 'released' | 'not_held' | 'order_unknown' | 'quarantined'
    }
  }
  /** Release a hold; the order goes on by itself when it was the last one. A key needs orders:write. */
  'POST /api/v1/orders/{number}/holds/{hold}/release': {
    path: {
      number: string
      hold: 'risk' | 'address' | 'payment' | 'out_of_stock' | 'manual' | 'mapping' | 'incomplete' | 'platform' | 'refund' | 'rule_error'
    }
    body: { reason: string }
    answer: {
      number: string
      outcome: 'cancelled' | 'already_cancelled' | 'already_shipped' | 'held' | 'already_held' | 'nothing_to_hold' | 'released' | 'not_held' | 'order_unknown' | 'quarantined'
    }
  }
  /** Do one thing to many orders; each has an outcome of its own. A key needs orders:write. */
  'POST /api/v1/orders/actions': {
    body: {
      numbers: string[]
      do: { action: 'cancel_order'; reason: string } | { action: 'place_hold'; hold: 'risk' | 'address' | 'manual'; reason: string } | {
        action: 'release_hold'
        hold: 'risk' | 'address' | 'payment' | 'out_of_stock' | 'manual' | 'mapping' | 'incomplete' | 'platform' | 'refund' | 'rule_error'
        reason: string
      }
    }
    answer: {
      results: {
        number: string
        outcome: 'cancelled' | 'already_cancelled' | 'already_shipped' | 'held' | 'already_held' | 'nothing_to_hold' | 'released' | 'not_held' | 'order_unknown' | 'quarantined'
      }[]
    }
  }
  /** The process lives. */
  'GET /healthz': {
    answer: { status: 'alive' }
  }
  /** Every part is ready for work, or which is not. */
  'GET /readyz': {
    answer: {
      ready: boolean
      parts: { part: string; ready: boolean; reason: 'database_silent' | 'queue_full' | 'disk_nearly_full' | null }[]
    }
  }
  /** How the system is, and why it is not well. */
  'GET /api/v1/system': {
    answer: {
      now: string
      version: string
      uptimeSeconds: number
      concerns: {
        concern: 'database_silent' | 'queue_full' | 'disk_nearly_full' | 'shop_behind' | 'shop_failing' | 'publication_old' | 'invariant_violated'
        subject: string | null
      }[]
      parts: { part: string; ready: boolean }[]
      database: { version: string; bytes: number }
      perMinute: { minute: string; batches: number; commands: number }[]
      answers: { p50Ms: number | null; p99Ms: number | null; batchRetries: number }
      queue: { waiting: number; max: number }
      shops: {
        channel: string
        shop: string
        name: string
        lagSeconds: number | null
        publicationAgeSeconds: number | null
        state: string | null
        lastError: string | null
      }[]
      quarantineOpen: number
      pushConnections: number
      disk: { freeBytes: number | null; freeMinBytes: number } | null
      settings: { flag: string; value: string | null; secret: boolean; source: 'flag' | 'environment' | 'default' }[]
      verification: {
        isRunning: boolean
        last: {
          at: string
          durationMs: number
          orders: number
          invariants: number
          violated: string[]
          stateHash: string
        } | null
      }
    }
  }
  /** Have every invariant checked; one run at a time, which may take minutes. */
  'POST /api/v1/system/verifications': {
    answer: { isRunning: true }
  }
  /** Where a channel's platform posts its messages; its signature is the admission. */
  'GET /channel-messages/{merchant}/{channel}/{shop}': {
    path: { merchant: string; channel: string; shop: string }
    answer: undefined
  }
  /** Where a channel's platform posts its messages; its signature is the admission. */
  'POST /channel-messages/{merchant}/{channel}/{shop}': {
    path: { merchant: string; channel: string; shop: string }
    answer: undefined
  }
}
